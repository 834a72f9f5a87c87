package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was offered to whom until when. */
final class OfferTable {
  private static final String COLUMNS =
      "id, request_no, work_order, mode, from_at, to_at, crew, shift_day::text,"
          + " start_at, asked_by, holds_until";

  /** Of a station and some days: who is asked for more is told that others come first. */
  private static final int MOST_HELD = 500;

  private final Connection connection;

  OfferTable(Connection connection) {
    this.connection = connection;
  }

  private static Offer offer(Row row) throws SQLException {
    return new Offer(
        row.text(),
        row.text(),
        row.text(),
        AppointmentMode.valueOf(row.text()),
        new Span(row.time(), row.time()),
        row.text(),
        LocalDate.parse(row.text()),
        row.time(),
        row.text(),
        row.time());
  }

  @Nullable Offer get(String id) throws SQLException {
    return new Sql(connection, "select " + COLUMNS + " from dispatch.offer where id = ?")
        .with(id)
        .first(OfferTable::offer);
  }

  /** What a crew may have to do then, because it was offered to somebody. */
  record Tentative(String crew, Instant start, Job job) {}

  /** What others may still take of these crews within a time, the oldest first. */
  List<Tentative> held(Collection<String> crews, Span within, String exceptOf, Instant now)
      throws SQLException {
    List<Tentative> all = new ArrayList<>();
    new Sql(
            connection,
            """
            select offer.id, offer.crew, offer.start_at, offer.from_at, offer.to_at,
                   work.minutes, work.people, work.skills, work.lon, work.lat
              from dispatch.offer as offer
              join dispatch.work_order as work on work.no = offer.work_order
             where offer.crew = any (?) and offer.holds_until > ? and offer.request_no <> ?
               and offer.from_at < ? and offer.to_at > ?
             order by offer.holds_until, offer.request_no, offer.from_at, offer.crew limit ?""")
        .array(crews)
        .with(now, exceptOf, within.to(), within.from(), MOST_HELD)
        .each(row -> all.add(tentative(row)));
    return all;
  }

  private static Tentative tentative(Row row) throws SQLException {
    String id = row.text();
    String crew = row.text();
    Instant start = row.time();
    Span within = new Span(row.time(), row.time());
    int minutes = row.count();
    int people = row.count();
    List<String> skills = row.texts();
    return new Tentative(
        crew,
        start,
        Job.of("offer " + id, minutes, people, skills, row.maybeLocation()).within(within));
  }

  /** Puts offers of one moment down, instead of those that were made for the request before. */
  void put(String requestNo, List<Offer> offers) throws SQLException {
    drop(requestNo);
    if (offers.isEmpty()) {
      return;
    }
    Offer first = Objects.requireNonNull(offers.get(0));
    new Sql(
            connection,
            """
            insert into dispatch.offer (id, request_no, work_order, mode, from_at, to_at, crew,
                                        shift_day, start_at, asked_by, holds_until)
            select id, ?, work_order, mode, from_at, to_at, crew, shift_day, start_at, ?, ?
              from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[],
                          ?::text[], ?::date[], ?::timestamptz[])
                   as made (id, mode, work_order, from_at, to_at, crew, shift_day, start_at)""")
        .with(requestNo, first.askedBy(), first.holdsUntil())
        .array(offers, Offer::id)
        .array(offers, offer -> offer.mode().name())
        .array(offers, Offer::workOrder)
        .array(offers, offer -> offer.within().from().toString())
        .array(offers, offer -> offer.within().to().toString())
        .array(offers, Offer::crew)
        .array(offers, offer -> offer.day().toString())
        .array(offers, offer -> offer.start().toString())
        .run();
  }

  /** How many there were: none for whoever comes second. */
  int drop(String requestNo) throws SQLException {
    return new Sql(connection, "delete from dispatch.offer where request_no = ?")
        .with(requestNo)
        .run();
  }
}
