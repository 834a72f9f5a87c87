package io.lamplighter.learning;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.kit.rounds.Rounds;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that learns, below everybody else's: requests go before lessons. */
@Component(service = MetricSource.class, immediate = true)
public final class LearningRounds implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(LearningRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Tools tools;
  private final Learner learner;
  private final Rounds rounds;
  private volatile Map<String, Long> versions = Map.of();
  private volatile Map<String, Long> week = Map.of();
  private @Nullable Instant looked;

  @Activate
  public LearningRounds(@Reference LearningDesk desk) {
    tools = desk.tools();
    learner = new Learner(tools, desk.versions());
    rounds =
        Rounds.start(
            "lamplighter-learning", this::round, Rounds.patient(LOG, "Learning waits a moment"));
    tools.agenda().onNews(rounds::wake);
  }

  // Nothing hangs on it: where priorities mean nothing, a lesson is one thread among others.
  @SuppressWarnings("ThreadPriorityCheck")
  private int round() {
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
    Instant now = tools.now();
    if (looked == null) {
      learner.plan();
    }
    if (looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      count();
      looked = now;
    }
    return learner.round();
  }

  private void count() {
    Map<String, Long> counted = new TreeMap<>();
    for (VersionState state : VersionState.values()) {
      counted.put(state.wire(), 0L);
    }
    tools
        .work()
        .run(
            t ->
                new Sql(
                        t.connection(),
                        "select state, count(*) from learning.version group by state")
                    .each(
                        row -> counted.put(VersionState.valueOf(row.text()).wire(), row.number())));
    versions = Collections.unmodifiableMap(counted);
    Instant now = tools.now();
    Map<String, Long> sums = new TreeMap<>();
    for (ToldTable.Figure one :
        tools
            .work()
            .call(t -> new ToldTable(t.connection()).byKind("", now.minus(WEEK), now, null))) {
      sums.merge("told", one.told(), Long::sum);
      sums.merge("seen", one.seen(), Long::sum);
      sums.merge("corrected", one.corrected(), Long::sum);
    }
    week = Collections.unmodifiableMap(sums);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(tools.agenda().metrics());
    gauges(
        metrics,
        "lamp_kind_models",
        "Models that were learned from corrections, by state",
        "state",
        versions);
    gauges(
        metrics,
        "lamp_kinds_week",
        "Of the last seven days' requests: kinds that the desk told, that people judged, that they"
            + " corrected",
        "of",
        week);
    return metrics;
  }

  private static void gauges(
      List<Metric> to, String name, String help, String label, Map<String, Long> values) {
    values.forEach(
        (of, count) -> to.add(new Metric(name, help, Type.GAUGE, Map.of(label, of), count)));
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
