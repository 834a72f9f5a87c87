package io.lamplighter.accountability;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For which customers scores are given from one phone, by the keyed digest that visits tell. */
record ScorePhones(Connection connection) {
  /** A phone that was silent so long begins anew, and so long a score counts. */
  private static final Duration WINDOW = Duration.ofDays(30);

  /**
   * A phone's scores.
   *
   * @param since the first of them since it was silent for long
   * @param entries the last for each customer within the window
   */
  record Many(Cursor since, List<Cursor> entries) {}

  private record One(String customer, Instant at, Cursor first, Cursor last) {}

  /** Null when it says of no phone, of no known customer, or was read before. */
  @Nullable Many take(Entry entry, VisitFact.Answered answered) throws SQLException {
    String phone = answered.phone();
    String customer = answered.customerNo();
    if (phone == null || customer == null) {
      return null;
    }
    List<One> before = of(phone);
    if (before.stream().anyMatch(one -> entry.cursor().compareTo(one.last()) <= 0)) {
      return null;
    }
    Instant since = entry.time().minus(WINDOW);
    if (!before.isEmpty() && before.stream().allMatch(one -> one.at().isBefore(since))) {
      new Sql(connection, "delete from accountability.scored where phone = ?").with(phone).run();
      before = List.of();
    }
    keep(phone, customer, entry);
    List<Cursor> entries = new ArrayList<>(List.of(entry.cursor()));
    before.stream()
        .filter(one -> !one.customer().equals(customer) && !one.at().isBefore(since))
        .forEach(one -> entries.add(one.last()));
    Cursor first =
        Stream.concat(before.stream().map(One::first), Stream.of(entry.cursor()))
            .min(Comparator.naturalOrder())
            .orElseThrow();
    return new Many(first, entries);
  }

  private List<One> of(String phone) throws SQLException {
    return new Sql(
            connection,
            "select customer, at, first_xid, first_position, xid, position"
                + " from accountability.scored where phone = ?")
        .with(phone)
        .list(
            row ->
                new One(
                    row.text(),
                    row.time(),
                    new Cursor(row.number(), row.number()),
                    new Cursor(row.number(), row.number())));
  }

  private void keep(String phone, String customer, Entry entry) throws SQLException {
    Cursor at = entry.cursor();
    new Sql(
            connection,
            "insert into accountability.scored (phone, customer, at, first_xid, first_position,"
                + " xid, position) values (?, ?, ?, ?, ?, ?, ?) on conflict (phone, customer)"
                + " do update set at = excluded.at, xid = excluded.xid,"
                + " position = excluded.position")
        .with(phone, customer, entry.time(), at.xid(), at.position(), at.xid(), at.position())
        .run();
  }
}
