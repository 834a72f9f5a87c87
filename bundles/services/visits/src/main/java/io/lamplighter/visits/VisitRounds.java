package io.lamplighter.visits;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.kit.rounds.Rounds;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** The thread that draws who is asked, asks by one way after the other, and tells the desk. */
@Component(service = MetricSource.class, immediate = true)
public final class VisitRounds implements MetricSource {
  static final String SOURCE = "visits";
  static final Caller SELF = Caller.system(SOURCE);

  private static final Logger LOG = LoggerFactory.getLogger(VisitRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);

  private final AskingBook book;
  private final Tools tools;
  private final Seeds seeds;
  private final Steps steps;
  private final Rounds rounds;
  private volatile Map<String, Long> states = Map.of();
  private @Nullable Instant looked;
  private @Nullable String told;

  @Activate
  public VisitRounds(@Reference VisitDesk desk) {
    book = desk.book();
    tools = desk.tools();
    seeds = desk.seeds();
    steps = new Steps(tools, desk.drawing());
    rounds =
        Rounds.start(
            "lamplighter-visits", this::round, Rounds.patient(LOG, "Visits wait a moment"));
    tools.agenda().onNews(rounds::wake);
  }

  private int round() {
    book.look();
    String tables = book.asking().digest();
    if (!tables.equals(told)) {
      seeds.tables(tables);
      told = tables;
    }
    Instant now = tools.now();
    if (looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      looked = now;
      seeds.open();
      count();
    }
    return steps.round();
  }

  private void count() {
    Map<String, Long> counted = new TreeMap<>();
    for (VisitState state : OneVisit.OPEN) {
      counted.put(state.wire(), 0L);
    }
    tools
        .work()
        .run(
            t ->
                new Sql(
                        t.connection(),
                        "select state, count(*) from visits.visit"
                            + " where state = any (?) group by state")
                    .array(OneVisit.OPEN, VisitState::name)
                    .each(
                        row -> {
                          VisitState state = VisitState.valueOf(row.text());
                          counted.put(state.wire(), row.number());
                        }));
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
                        "lamp_visits",
                        "Visits that are not over, by state",
                        Type.GAUGE,
                        Map.of("state", state),
                        count)));
    return metrics;
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
