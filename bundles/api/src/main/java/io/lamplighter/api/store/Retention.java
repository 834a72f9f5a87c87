package io.lamplighter.api.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Deletes or empties what has been kept long enough, a bounded number of rows at a time: personal
 * data is not kept for ever. Once an hour; run it by {@link io.lamplighter.api.Rounds}.
 */
public final class Retention {
  private static final Duration BETWEEN = Duration.ofHours(1);
  private static final int AT_ONCE = 1_000;

  /**
   * Rows of a table that may go, or be emptied of what is personal.
   *
   * @param table with its schema
   * @param age SQL of the time from which on it is kept
   * @param condition SQL of further conditions, {@code true} for none; an emptied row must not
   *     fulfil them any more
   * @param emptied SQL of what an emptied row is set to, as in {@code phone = null}; empty when the
   *     row goes
   */
  public record Rule(String table, String age, String condition, String emptied) {
    /** Rows that go. */
    public Rule(String table, String age, String condition) {
      this(table, age, condition, "");
    }
  }

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

  /** Returns how many rows are gone or emptied; after 0 there is nothing to do for an hour. */
  public int round() {
    Instant now = clock.instant();
    if (keep.isZero() || now.isBefore(next)) {
      return 0;
    }
    int gone = 0;
    for (Rule rule : rules) {
      gone += work.call(transaction -> apply(transaction, rule, now.minus(keep)));
    }
    if (gone == 0) {
      next = now.plus(BETWEEN);
    }
    return gone;
  }

  private static int apply(Transaction transaction, Rule rule, Instant before) throws SQLException {
    String change =
        rule.emptied().isEmpty()
            ? "delete from " + rule.table()
            : "update " + rule.table() + " set " + rule.emptied();
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
            .prepareStatement(change + " where ctid = any (array(" + old + "))")) {
      statement.setString(1, before.toString());
      return statement.executeUpdate();
    }
  }
}
