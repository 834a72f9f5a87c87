package io.lamplighter.answers;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that seeks answers and tells the desk what enquirers have said. */
@Component(service = MetricSource.class, immediate = true)
public final class AnswerRounds implements MetricSource {
  static final String SOURCE = "answers";
  static final Caller SELF = Caller.system(SOURCE);

  private static final Logger LOG = LoggerFactory.getLogger(AnswerRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Tools tools;
  private final Rounds rounds;

  @Activate
  public AnswerRounds(@Reference AnswerDesk desk) {
    tools = desk.tools();
    Steps steps = new Steps(tools, desk.seeking(), desk.pace().atOnce());
    rounds =
        Rounds.start(
            "lamplighter-answers", steps::round, Rounds.patient(LOG, "Answers wait a moment"));
    tools.agenda().onNews(rounds::wake);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(tools.agenda().metrics());
    metrics.addAll(tools.figures().metrics());
    return metrics;
  }

  /** Returns when the answer in hand is given. */
  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
