package io.lamplighter.security;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.security.Attempt.Counter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * The table of failed logins, kept for every name that is tried, whether somebody has it or not.
 * After the free ones each failure doubles the wait for the next attempt, from a second on.
 */
final class Waits {
  private static final int MOST_DOUBLINGS = 20;

  private final Limits limits;

  Waits(Limits limits) {
    this.limits = limits;
  }

  /** How long the attempt has to wait, zero when it may go on. */
  Duration left(Connection connection, Attempt attempt, Instant now) throws SQLException {
    Duration longest = Duration.ZERO;
    for (Counter counter : attempt.counters(limits.failures())) {
      Instant until =
          new Sql(
                  connection,
                  "select not_before from security.login_wait where key_hash = ? and not_before > ?")
              .with(counter.key(), now)
              .first(Row::time);
      if (until != null) {
        Duration left = Duration.between(now, until);
        longest = left.compareTo(longest) > 0 ? left : longest;
      }
    }
    return longest;
  }

  /**
   * Counts a failure.
   *
   * @return whether it is the first after which the name has to wait
   */
  boolean count(Connection connection, Attempt attempt, Instant now) throws SQLException {
    boolean first = false;
    for (Counter counter : attempt.counters(limits.failures())) {
      int beyond = failures(connection, attempt, counter, now) - counter.free();
      if (beyond >= 0) {
        hold(connection, counter, now.plus(wait(counter, beyond)));
      }
      first |= beyond == 0;
    }
    return first;
  }

  private int failures(Connection connection, Attempt attempt, Counter counter, Instant now)
      throws SQLException {
    return new Sql(
            connection,
            "insert into security.login_wait as w (key_hash, name_hash, failures, not_before)"
                + " values (?, ?, 1, ?) on conflict (key_hash) do update set"
                + " failures = case when w.not_before <= ? then 1 else w.failures + 1 end,"
                + " not_before = greatest(w.not_before, excluded.not_before)"
                + " returning failures")
        .with(counter.key(), Secrets.hash(attempt.user()), now, now.minus(limits.window()))
        .only(Row::count);
  }

  private Duration wait(Counter counter, int beyond) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(beyond, MOST_DOUBLINGS));
    Duration most = limits.lock();
    if (counter.isKnown() && most.compareTo(Limits.KNOWN_LOCK) > 0) {
      most = Limits.KNOWN_LOCK;
    }
    return doubled.compareTo(most) > 0 ? most : doubled;
  }

  private static void hold(Connection connection, Counter counter, Instant until)
      throws SQLException {
    new Sql(connection, "update security.login_wait set not_before = ? where key_hash = ?")
        .with(until, counter.key())
        .run();
  }

  /** A right password: what this origin has failed before is forgotten, not what strangers have. */
  void forgive(Connection connection, Attempt attempt) throws SQLException {
    delete(connection, "key_hash", attempt.counters(limits.failures()).get(0).key());
  }

  /** Everything that was counted of a name. */
  void forgive(Connection connection, String name) throws SQLException {
    delete(connection, "name_hash", Secrets.hash(name));
  }

  private static void delete(Connection connection, String column, byte[] hash)
      throws SQLException {
    new Sql(connection, "delete from security.login_wait where " + column + " = ?")
        .with(hash)
        .run();
  }

  /** Until when somebody who failed under a name has to wait, by the hash of the name. */
  Map<String, Instant> all(Connection connection, Instant now) throws SQLException {
    Map<String, Instant> waits = new HashMap<>();
    new Sql(
            connection,
            "select name_hash, max(not_before) from security.login_wait where not_before > ?"
                + " group by name_hash")
        .with(now)
        .each(row -> waits.put(HexFormat.of().formatHex(row.bytes()), row.time()));
    return waits;
  }

  void purge(Connection connection, Instant now) throws SQLException {
    new Sql(connection, "delete from security.login_wait where not_before <= ?")
        .with(now.minus(limits.window()))
        .run();
  }
}
