package io.lamplighter.store;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away what has been kept long enough, of every schema: once an hour, a bounded number of
 * rows in a transaction, on one node at a time.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final long LONGEST_REST_MILLIS = 1_000;
  private static final String ONE_NODE =
      "select pg_try_advisory_xact_lock(hashtext('lamplighter.retention.' || ?))";

  /** How many days a rule's rows are kept: what the company says, else what the rule says. */
  @FunctionalInterface
  interface Days {
    /** Returns 0 for ever. */
    int of(String pid, RetentionRule rule);
  }

  private record Tenant(String pid, UnitOfWork work, Map<RetentionRule, State> states) {}

  /**
   * How far a rule is.
   *
   * @param next when it is looked at again
   * @param gone rows since the start
   * @param now rows of this hour
   * @param overdue how much longer than it should the oldest row was there
   * @param failure why its rows stay for the moment
   */
  private record State(
      Instant next, long gone, long now, Duration overdue, @Nullable String failure) {
    static final State NEW = new State(Instant.MIN, 0, 0, Duration.ZERO, null);
  }

  private final InstantSource clock;
  private final Days days;
  private final Map<String, Tenant> tenants = new ConcurrentHashMap<>();

  Retention(InstantSource clock, Days days) {
    this.clock = clock;
    this.days = days;
  }

  /** From now on the schema's rows go by these rules. */
  void begin(String schema, String pid, UnitOfWork work, List<RetentionRule> rules) {
    Map<RetentionRule, State> states = new ConcurrentHashMap<>();
    rules.forEach(rule -> states.put(rule, State.NEW));
    tenants.put(schema, new Tenant(pid, work, states));
  }

  void end(String schema) {
    tenants.remove(schema);
  }

  /** Returns how many rows are gone or emptied; after 0 there is nothing to do for a while. */
  int round() throws InterruptedException {
    int gone = 0;
    for (Map.Entry<String, Tenant> entry : tenants.entrySet()) {
      Tenant tenant = entry.getValue();
      for (RetentionRule rule : tenant.states().keySet()) {
        gone += step(entry.getKey(), tenant, rule);
      }
    }
    return gone;
  }

  private int step(String schema, Tenant tenant, RetentionRule rule) throws InterruptedException {
    State state = tenant.states().getOrDefault(rule, State.NEW);
    Instant now = clock.instant();
    if (now.isBefore(state.next())) {
      return 0;
    }
    int kept = days.of(tenant.pid(), rule);
    if (kept <= 0) {
      tenant.states().put(rule, done(state, now));
      return 0;
    }
    try {
      Instant before = now.minus(Duration.ofDays(kept));
      RetentionRule.Step step =
          tenant.work().call(transaction -> alone(transaction, schema, rule, before));
      tenant.states().put(rule, after(rule, kept, state, step, before, now));
      if (step.rows() == RetentionRule.AT_ONCE) {
        rest(Duration.between(now, clock.instant()));
      }
      return step.rows();
    } catch (RuntimeException e) {
      String why =
          String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
      LOG.warn("{}: what is older than {} days stays for the moment: {}", rule.table(), kept, why);
      tenant
          .states()
          .put(rule, new State(now.plus(BETWEEN), state.gone(), 0, state.overdue(), why));
      return 0;
    }
  }

  private static RetentionRule.Step alone(
      Transaction transaction, String schema, RetentionRule rule, Instant before)
      throws SQLException {
    Connection connection = transaction.connection();
    return new Sql(connection, ONE_NODE).with(schema).only(Row::is)
        ? rule.apply(connection, before)
        : RetentionRule.Step.NONE;
  }

  private static State after(
      RetentionRule rule,
      int kept,
      State state,
      RetentionRule.Step step,
      Instant before,
      Instant now) {
    if (step.rows() > 0) {
      Instant oldest = step.oldest();
      return new State(
          Instant.MIN,
          state.gone() + step.rows(),
          state.now() + step.rows(),
          oldest == null ? Duration.ZERO : Duration.between(oldest, before),
          null);
    }
    if (state.now() > 0) {
      LOG.info(
          "{}: {} rows older than {} days are {}",
          rule.table(),
          state.now(),
          kept,
          rule.emptied() == null ? "gone" : "emptied of what was personal");
    }
    return done(state, now);
  }

  private static State done(State state, Instant now) {
    return new State(now.plus(BETWEEN), state.gone(), 0, Duration.ZERO, null);
  }

  /** As long as the work took: whoever works beside it has the database half of the time. */
  private static void rest(Duration took) throws InterruptedException {
    Thread.sleep(Math.max(0, Math.min(LONGEST_REST_MILLIS, took.toMillis())));
  }

  /** What stays because its rule cannot be carried out; empty when nothing does. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    for (Tenant tenant : tenants.values()) {
      tenant
          .states()
          .forEach(
              (rule, state) -> {
                if (state.failure() != null) {
                  failures.add(rule.table() + " keeps what is too old: " + state.failure());
                }
              });
    }
    failures.sort(null);
    return failures;
  }

  List<Metric> metrics() {
    Map<String, Long> gone = new TreeMap<>();
    Map<String, Long> overdue = new TreeMap<>();
    for (Tenant tenant : tenants.values()) {
      tenant
          .states()
          .forEach(
              (rule, state) -> {
                gone.merge(rule.table(), state.gone(), Long::sum);
                overdue.merge(rule.table(), state.overdue().toSeconds(), Math::max);
              });
    }
    List<Metric> metrics = new ArrayList<>();
    gone.forEach(
        (table, rows) ->
            metrics.add(
                new Metric(
                    "lamp_retention_rows_total",
                    "Rows that were kept long enough and went, or were emptied, on this node since"
                        + " it started",
                    Type.COUNTER,
                    Map.of("table", table),
                    rows)));
    overdue.forEach(
        (table, seconds) ->
            metrics.add(
                new Metric(
                    "lamp_retention_overdue_seconds",
                    "How much longer than its days the oldest row found was there; 0 when none is"
                        + " due",
                    Type.GAUGE,
                    Map.of("table", table),
                    seconds)));
    return metrics;
  }
}
