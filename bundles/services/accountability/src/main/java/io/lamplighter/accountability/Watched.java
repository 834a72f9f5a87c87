package io.lamplighter.accountability;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not over.
 *
 * @param moved the last entry that moved it
 * @param restsUntil no earlier is it to be moved again: what was promised to the customer
 * @param waits for the customer, or for what makes a limit pause
 */
record Watched(
    String no,
    String region,
    @Nullable String cell,
    String kind,
    Instant receivedAt,
    Cursor moved,
    Instant movedAt,
    @Nullable Instant restsUntil,
    boolean waits) {
  private static final Rows<Watched> ROWS =
      Rows.<Watched>of("accountability.watched")
          .fixed("no", "text", Watched::no)
          .moving("region", "text", Watched::region)
          .moving("cell", "text", Watched::cell)
          .moving("kind", "text", Watched::kind)
          .fixed("received_at", "timestamptz", Watched::receivedAt)
          .moving("xid", "bigint", one -> one.moved().xid())
          .moving("position", "bigint", one -> one.moved().position())
          .moving("moved_at", "timestamptz", Watched::movedAt)
          .moving("rests_until", "timestamptz", Watched::restsUntil)
          .moving("waits", "boolean", Watched::waits);

  /** Whether it is to be moved at all, by a rule. */
  boolean isUnder(FindingRule rule) {
    return rule.kind() == FindingRule.Kind.HELD && rule.isFor(kind) && !waits;
  }

  /** Whether it was to be moved by then, by a rule. */
  boolean isHeld(FindingRule rule, Instant then) {
    return isUnder(rule) && !then.isBefore(due(rule));
  }

  /** When it is held by a rule, unless it is moved. */
  Instant due(FindingRule rule) {
    return since().plus(Duration.ofMinutes(rule.measure()));
  }

  /** Since when it should be moved. */
  Instant since() {
    return restsUntil == null || restsUntil.isBefore(movedAt) ? movedAt : restsUntil;
  }

  static Map<String, Watched> some(Connection connection, Collection<String> numbers)
      throws SQLException {
    Map<String, Watched> found = new LinkedHashMap<>();
    new Sql(
            connection,
            "select no, region, cell, kind, received_at, xid, position, moved_at, rests_until,"
                + " waits"
                + " from accountability.watched where no = any (?)")
        .array(numbers)
        .each(
            row -> {
              Watched one = watched(row);
              found.put(one.no(), one);
            });
    return found;
  }

  private static Watched watched(Row row) throws SQLException {
    return new Watched(
        row.text(),
        row.text(),
        row.maybeText(),
        row.text(),
        row.time(),
        new Cursor(row.number(), row.number()),
        row.time(),
        row.maybeTime(),
        row.is());
  }

  static void save(Connection connection, Collection<Watched> some) throws SQLException {
    ROWS.put(connection, "no", some);
  }

  static void forget(Connection connection, List<String> numbers) throws SQLException {
    if (!numbers.isEmpty()) {
      new Sql(connection, "delete from accountability.watched where no = any (?)")
          .array(numbers)
          .run();
    }
  }
}
