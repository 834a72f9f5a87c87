package io.lamplighter.accountability;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How customers have scored a crew's work, or what they told to who asked them.
 *
 * @param run how many fives one after the other up to now
 * @param since the entry of the first of those; null while there is none
 * @param last of the last score
 */
record Scorer(
    String who, Of of, long total, long fives, long run, @Nullable Cursor since, Cursor last) {
  static final int BEST = 5;
  private static final Cursor NOWHERE = new Cursor(0, 0);

  private static final Rows<Scorer> ROWS =
      Rows.<Scorer>of("accountability.scorer")
          .fixed("who", "text", Scorer::who)
          .fixed("kind", "text", one -> one.of().wire())
          .moving("total", "bigint", Scorer::total)
          .moving("fives", "bigint", Scorer::fives)
          .moving("run", "bigint", Scorer::run)
          .moving("run_xid", "bigint", one -> one.since() == null ? null : one.since().xid())
          .moving(
              "run_position", "bigint", one -> one.since() == null ? null : one.since().position())
          .moving("xid", "bigint", one -> one.last().xid())
          .moving("position", "bigint", one -> one.last().position());

  /** Whose scores they are. */
  enum Of {
    ASKER(FindingRule.Kind.ASKER_ALWAYS_FIVE),
    CREW(FindingRule.Kind.CREW_ALWAYS_FIVE);

    private final FindingRule.Kind kind;

    Of(FindingRule.Kind kind) {
      this.kind = kind;
    }

    /** Of the rules that look at them. */
    FindingRule.Kind kind() {
      return kind;
    }

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    String key(String name) {
      return wire() + " " + name;
    }
  }

  /**
   * Many scores.
   *
   * @param fives the best ones among them
   */
  record Sum(long total, long fives) {
    /** How probable the best one is; of few it says little, so one of each is counted in. */
    double rate() {
      return (fives + 1.0) / (total + 2.0);
    }

    Sum plus(boolean five) {
      return new Sum(total + 1, fives + (five ? 1 : 0));
    }

    Sum without(Scorer one) {
      return new Sum(total - one.total(), fives - one.fives());
    }
  }

  static Scorer fresh(Of of, String key) {
    return new Scorer(key, of, 0, 0, 0, null, NOWHERE);
  }

  Scorer scored(boolean five, Cursor at) {
    return five
        ? new Scorer(who, of, total + 1, fives + 1, run + 1, since == null ? at : since, at)
        : new Scorer(who, of, total + 1, fives, 0, null, at);
  }

  /** How unlikely the run is when each is the best one as often as with the others: 10 to minus. */
  double power(Sum others) {
    return run * -Math.log10(others.rate());
  }

  /** Those of a batch. */
  static Map<String, Scorer> some(Connection connection, Collection<String> keys)
      throws SQLException {
    Map<String, Scorer> found = new HashMap<>();
    new Sql(
            connection,
            "select who, kind, total, fives, run, run_xid, run_position, xid, position"
                + " from accountability.scorer where who = any (?)")
        .array(keys)
        .each(
            row -> {
              Scorer one = scorer(row);
              found.put(one.who(), one);
            });
    return found;
  }

  private static Scorer scorer(Row row) throws SQLException {
    String who = row.text();
    Of of = Of.valueOf(row.text().toUpperCase(Locale.ROOT));
    long total = row.number();
    long fives = row.number();
    long run = row.number();
    Long xid = row.maybeNumber();
    Long position = row.maybeNumber();
    Cursor since = xid == null || position == null ? null : new Cursor(xid, position);
    return new Scorer(who, of, total, fives, run, since, new Cursor(row.number(), row.number()));
  }

  static Sum all(Connection connection, Of of) throws SQLException {
    return new Sql(
            connection,
            "select coalesce(sum(total), 0)::bigint, coalesce(sum(fives), 0)::bigint"
                + " from accountability.scorer where kind = ?")
        .with(of.wire())
        .only(row -> new Sum(row.number(), row.number()));
  }

  static void save(Connection connection, Collection<Scorer> some) throws SQLException {
    ROWS.put(connection, "who", some);
  }
}
