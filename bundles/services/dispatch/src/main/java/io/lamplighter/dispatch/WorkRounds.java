package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.kit.rounds.Rounds;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that tells the desk how far work is, gives what is dangerous or left by its crew to
 * others, foresees who would come too late, and sees whom nobody has come to.
 */
@Component(service = MetricSource.class, immediate = true)
public final class WorkRounds implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(WorkRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);

  private final Tools tools;
  private final DeskTruth truth;
  private final Emergencies emergencies;
  private final Doubts doubts;
  private final Stranded stranded;
  private final Delays delays;
  private final NoShows noShows;
  private final LongAdder missed = new LongAdder();
  private final LongAdder urgent = new LongAdder();
  private final Rounds rounds;
  private volatile Map<String, Long> states = Map.of();
  private @Nullable Instant looked;

  @Activate
  public WorkRounds(@Reference WorkDesk desk) {
    tools = desk.tools();
    truth = new DeskTruth(tools, desk.desk(), new Standstill(tools, desk.clocks()));
    emergencies = new Emergencies(tools);
    doubts = new Doubts(tools);
    stranded = new Stranded(tools);
    delays = new Delays(tools);
    noShows = new NoShows(tools);
    rounds =
        Rounds.start(
            "lamplighter-dispatch", this::round, Rounds.patient(LOG, "Dispatch waits a moment"));
    tools.agenda().onNews(rounds::wake);
  }

  private int round() {
    int told = truth.round();
    int given = emergencies.round();
    int doubted = doubts.round();
    urgent.add(given);
    int helped = 0;
    Instant now = tools.now();
    if (looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      looked = now;
      helped = stranded.round() + delays.round();
      missed.add(noShows.look());
      count();
      Stations.find(tools, now);
    }
    return told + given + doubted + helped;
  }

  private void count() {
    Map<String, Long> counted = new TreeMap<>();
    for (WorkState state : WorkState.values()) {
      counted.put(state.wire(), 0L);
    }
    tools
        .work()
        .run(
            t ->
                new Sql(
                        t.connection(),
                        "select state, count(*) from dispatch.work_order where ended_at is null"
                            + " group by state")
                    .each(row -> counted.put(row.text().toLowerCase(Locale.ROOT), row.number())));
    counted.keySet().removeIf(state -> state.equals("finished") || state.equals("cancelled"));
    states = Map.copyOf(counted);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(tools.agenda().metrics());
    new TreeMap<>(states)
        .forEach(
            (state, count) ->
                metrics.add(
                    new Metric(
                        "lamp_work_orders",
                        "Work orders that are not over, by state",
                        Type.GAUGE,
                        Map.of("state", state),
                        count)));
    metrics.add(
        new Metric(
            "lamp_appointments_missed_total",
            "Promised times at which no crew was there",
            Type.COUNTER,
            Map.of(),
            missed.sum()));
    metrics.add(
        new Metric(
            "lamp_emergencies_given_total",
            "Dangerous work that was given to a crew at once",
            Type.COUNTER,
            Map.of(),
            urgent.sum()));
    return metrics;
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
