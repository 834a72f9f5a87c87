package io.lamplighter.accountability;

import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.kit.rounds.Rounds;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that proposes who is responsible, proves evidence, finds what is held, and closes days
 * and months; says whether the rows are as the journal says, and the company's own library in
 * force.
 */
@Component(
    service = {HealthCheck.class, MetricSource.class},
    immediate = true,
    property = {HealthCheck.NAME + "=accountability", HealthCheck.TAGS + "=lamplighter"})
public final class AccountabilityRounds implements HealthCheck, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(AccountabilityRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int AT_ONCE = 100;
  private static final int PROVED = 20;

  private final Tools tools;
  private final Libraries libraries;
  private final Work work;
  private final Backoff backoff =
      new Backoff(Duration.ofSeconds(1), LONGEST_WAIT, RandomGenerator.getDefault());
  private final Rounds rounds;
  private volatile Map<String, Long> states = Map.of();
  private final Map<String, String> broken = new ConcurrentSkipListMap<>();
  private volatile List<String> months = List.of();
  private String proved = "";
  private @Nullable Instant looked;

  /** A day was just closed: of many that are over the next one waits for nothing. */
  private boolean closed;

  @Activate
  public AccountabilityRounds(@Reference FileDesk desk) {
    tools = desk.tools();
    libraries = desk.libraries();
    work = new Work(tools, desk::hasOrganisation);
    rounds =
        Rounds.start(
            "lamplighter-accountability",
            this::round,
            Rounds.patient(LOG, "The files wait a moment"));
    tools.agenda().onNews(rounds::wake);
  }

  private int round() {
    Instant now = tools.now();
    int done = work.due(AT_ONCE, backoff);
    boolean look = looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS));
    if (look) {
      looked = now;
      libraries.look();
      count();
      prove();
    }
    if (look || closed) {
      closed = false;
      closed = work.close();
      done += closed ? 1 : 0;
    }
    return done;
  }

  /** Some files after the other, then the months, then from the first one again. */
  private void prove() {
    Proof proof = new Proof(tools);
    proved = proof.next(proved, PROVED, broken);
    if (proved.isEmpty()) {
      months = proof.months();
    }
  }

  private void count() {
    Map<String, Long> counted = new TreeMap<>();
    for (FileState state : FileState.values()) {
      if (!state.isOver()) {
        counted.put(state.wire(), 0L);
      }
    }
    tools
        .work()
        .run(
            t ->
                new Sql(
                        t.connection(),
                        "select lower(state), count(*) from accountability.file"
                            + " where ended_at is null group by state")
                    .each(row -> counted.put(row.text(), row.number())));
    states = Map.copyOf(counted);
  }

  @Override
  public Result execute() {
    List<String> wrong = new ArrayList<>(broken.values());
    wrong.addAll(months);
    if (!wrong.isEmpty()) {
      return new Result(
          Result.Status.CRITICAL,
          wrong.size() + " 处与日志不符 are not as the journal says: " + wrong.get(0));
    }
    Optional<String> mistake = libraries.mistake();
    Library library = tools.library().get();
    return mistake.isPresent()
        ? new Result(
            Result.Status.WARN, "the library before stays in force 仍按原责任库: " + mistake.get())
        : new Result(
            Result.Status.OK, library.lines().size() + " lines of the library in force 条责任库条目生效");
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(tools.agenda().metrics());
    new TreeMap<>(states)
        .forEach(
            (state, count) ->
                metrics.add(
                    new Metric(
                        "lamp_accountability_files",
                        "Files that are not over, by state",
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
