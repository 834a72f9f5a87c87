package io.lamplighter.api.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Deletes what has been kept long enough, a bounded number of rows at a time: personal data is not
 * kept for ever. Once an hour; run it by {@link io.lamplighter.api.Rounds}.
 */
public final class Retention {
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final int AT_ONCE = 1_000;

  /**
   * Rows of a table that may go.
   *
   * @param table with its schema
   * @param age SQL of the time from which on it is kept
   * @param condition SQL of further conditions, {@code true} for none
   */
  public record Rule(String table, String age, String condition) {}

  private final UnitOfWork work;
  private final InstantSource clock;
  private final Duration keep;
  private final List<Rule> rules;
  private Instant next = Instant.MIN;

  /**
   * @param days how long rows are kept; 0 for ever
   */
  public Retention(UnitOfWork work, InstantSource clock, int days, List<Rule> rules) {
    this.work = work;
    this.clock = clock;
    this.keep = Duration.ofDays(days);
    this.rules = List.copyOf(rules);
  }

  /** Returns how many rows are gone; after 0 there is nothing to do for an hour. */
  public int round() {
    Instant now = clock.instant();
    if (keep.isZero() || now.isBefore(next)) {
      return 0;
    }
    int gone = 0;
    for (Rule rule : rules) {
      gone += work.call(transaction -> delete(transaction, rule, now.minus(keep)));
    }
    if (gone == 0) {
      next = now.plus(BETWEEN);
    }
    return gone;
  }

  private static int delete(Transaction transaction, Rule rule, Instant before)
      throws SQLException {
    String old =
        "select ctid from "
            + rule.table()
            + " where "
            + rule.age()
            + " < ?::timestamptz and "
            + rule.condition()
            + " limit "
            + AT_ONCE
            + " for update skip locked";
    try (PreparedStatement statement =
        transaction
            .connection()
            .prepareStatement(
                "delete from " + rule.table() + " where ctid = any (array(" + old + "))")) {
      statement.setString(1, before.toString());
      return statement.executeUpdate();
    }
  }
}
