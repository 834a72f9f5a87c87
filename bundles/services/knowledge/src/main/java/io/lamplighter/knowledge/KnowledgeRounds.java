package io.lamplighter.knowledge;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that lays out the articles that ship, once, and keeps what is in memory as the tables
 * say: at once when something has changed here, within seconds when on another node.
 */
@Component(service = MetricSource.class, immediate = true)
public final class KnowledgeRounds implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(KnowledgeRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(20);

  private final KnowledgeDesk desk;
  private final Rounds rounds;
  private final Runnable wake;
  private boolean laid;
  private @Nullable Instant counted;
  private volatile long gaps;

  @Activate
  public KnowledgeRounds(@Reference KnowledgeDesk desk) {
    this.desk = desk;
    rounds =
        Rounds.start(
            "lamplighter-knowledge", this::round, Rounds.patient(LOG, "Knowledge waits a moment"));
    wake = rounds::wake;
    desk.onChange(wake);
  }

  private int round() {
    Tools tools = desk.tools();
    if (!laid) {
      new Shipped(tools).lay();
      laid = true;
    }
    desk.shelf().look(tools.work());
    Instant now = tools.now();
    if (counted == null || !now.isBefore(counted.plus(BETWEEN_COUNTS))) {
      counted = now;
      gaps = tools.work().call(t -> new GapTables(t.connection()).count(Gap.State.OPEN));
    }
    return 0;
  }

  @Override
  public List<Metric> metrics() {
    Answering answering = desk.answering();
    return List.of(
        new Metric(
            "lamp_knowledge_articles",
            "Articles with an approved edition",
            Type.GAUGE,
            Map.of(),
            desk.shelf().get().size()),
        new Metric(
            "lamp_knowledge_gaps",
            "Questions that nothing answers and no editor has closed",
            Type.GAUGE,
            Map.of(),
            gaps),
        asked("answered", answering.answered()),
        asked("unsure", answering.unsure()),
        asked("barred", answering.barred()));
  }

  private static Metric asked(String outcome, long count) {
    return new Metric(
        "lamp_knowledge_questions_total",
        "Questions that were asked of the knowledge; barred are those that a person answers",
        Type.COUNTER,
        Map.of("outcome", outcome),
        count);
  }

  @Deactivate
  void stop() throws InterruptedException {
    desk.forget(wake);
    rounds.stop(STOP);
  }
}
