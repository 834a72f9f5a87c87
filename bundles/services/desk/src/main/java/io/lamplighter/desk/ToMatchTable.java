package io.lamplighter.desk;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Customers and requests of which has to be found out whether they belong together. */
final class ToMatchTable {
  private final Connection connection;

  ToMatchTable(Connection connection) {
    this.connection = connection;
  }

  /** What is due, in the order in which it was noted. */
  record Due(List<Long> numbers, Set<String> customers, Set<String> requests) {
    boolean isEmpty() {
      return numbers.isEmpty();
    }
  }

  void customers(Collection<Entry> entries) throws SQLException {
    note("customer_no", entries);
  }

  void requests(Collection<Entry> entries) throws SQLException {
    note("request_no", entries);
  }

  void request(String requestNo, Instant at) throws SQLException {
    new Sql(connection, "insert into desk.to_match (request_no, at) values (?, ?::timestamptz)")
        .with(requestNo, at)
        .run();
  }

  /**
   * Every open request of which nobody knows the cell, to be looked at then and not between.
   *
   * @param since when it was changed
   */
  void unplaced(Instant since, Instant at) throws SQLException {
    new Sql(
            connection,
            "delete from desk.to_match where request_no is not null and at > ? and at <= ?")
        .with(since, at)
        .run();
    new Sql(
            connection,
            """
            insert into desk.to_match (request_no, at)
            select request_no, ?::timestamptz from desk.request
             where cell is null and state not in ('CLOSED', 'CANCELLED', 'MERGED')""")
        .with(at)
        .run();
  }

  private void note(String column, Collection<Entry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    new Sql(
            connection,
            "insert into desk.to_match ("
                + column
                + ", at) select * from unnest(?::text[], ?::timestamptz[])")
        .array(entries, Entry::subject)
        .array(entries, entry -> entry.time().toString())
        .run();
  }

  /**
   * @param placed also requests of which was asked where they belong
   */
  Due due(Instant now, int limit, boolean placed) throws SQLException {
    List<Long> numbers = new ArrayList<>();
    Set<String> customers = new TreeSet<>();
    Set<String> requests = new TreeSet<>();
    new Sql(
            connection,
            "select number, customer_no, request_no from desk.to_match"
                + " where at <= ? and (? or not placed) order by number limit ?")
        .with(now, placed, limit)
        .each(
            row -> {
              numbers.add(row.number());
              String customer = row.maybeText();
              if (customer == null) {
                requests.add(row.text());
              } else {
                customers.add(customer);
              }
            });
    return new Due(numbers, customers, requests);
  }

  void done(Due due) throws SQLException {
    new Sql(connection, "delete from desk.to_match where number = any (?::bigint[])")
        .array(due.numbers(), number -> Long.toString(number))
        .run();
  }

  /**
   * They are kept until the customers are there; whoever was not found for so long is found when he
   * is registered or changes.
   */
  void placed(Due due, Instant before) throws SQLException {
    new Sql(connection, "update desk.to_match set placed = true where number = any (?::bigint[])")
        .array(due.numbers(), number -> Long.toString(number))
        .run();
    new Sql(connection, "delete from desk.to_match where at < ?").with(before).run();
  }
}
