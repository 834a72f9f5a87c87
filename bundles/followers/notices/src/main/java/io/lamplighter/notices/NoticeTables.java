package io.lamplighter.notices;

import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Thing;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notices from the event that gives reason for them to their receipt. */
final class NoticeTables {
  private final Connection connection;

  NoticeTables(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /**
   * Something that happened to a request.
   *
   * @param whose the request whose customer is told: itself, or one whose work is done under it
   * @param from begin of the appointment that it speaks of, null when of none
   */
  record Event(Entry entry, Under whose, @Nullable Instant from, @Nullable Instant to) {}

  /**
   * A notice to be given.
   *
   * @param channel of the request
   * @param root the request that is worked on: itself, or the one it was merged under
   * @param from begin of the appointment that the event speaks of, null when of none
   * @param tried ways that did not lead to the customer
   */
  record Pending(
      Due due,
      long id,
      String requestNo,
      String channel,
      String event,
      String region,
      String root,
      boolean drill,
      @Nullable Instant from,
      @Nullable Instant to,
      Instant happenedAt,
      List<String> tried) {}

  /** Not to be given. */
  record Withheld(Pending notice, String cause) {}

  private static final String COLUMNS =
      " id, request_no, channel, event, region, root, drill, from_at, to_at, happened_at, tried ";

  /**
   * A notice for each.
   *
   * @return when each is due
   */
  List<Thing> plan(Collection<Event> events) throws SQLException {
    if (events.isEmpty()) {
      return List.of();
    }
    return sql("""
            insert into notices.notice (request_no, channel, event, entry, region, root, drill,
              from_at, to_at, happened_at, due_at, changed_at)
            select request_no, channel, event, entry, region, root, drill, from_at, to_at, at, at, at
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::boolean[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                   as told (request_no, channel, event, entry, region, root, drill, from_at, to_at,
                            at)
            on conflict do nothing returning id, request_no, due_at""")
        .array(events, event -> event.whose().requestNo())
        .array(events, event -> event.whose().channel())
        .array(events, event -> event.entry().type())
        .array(events, event -> event.entry().cursor().toString())
        .array(events, event -> event.entry().region())
        .array(events, event -> event.entry().subject())
        .array(events, event -> Boolean.toString(event.entry().isDrill()))
        .array(events, event -> text(event.from()))
        .array(events, event -> text(event.to()))
        .array(events, event -> event.entry().time().toString())
        .list(NoticeTables::thing);
  }

  /** Those of these notices that are still to be given, in order. */
  List<Pending> waiting(List<Due> all) throws SQLException {
    return sql("select place,"
            + COLUMNS
            + "from unnest(?::bigint[]) with ordinality as taken (id, place)"
            + " join notices.notice using (id) where state = 'waiting' order by place")
        .array(all, Due::key)
        .list(
            row ->
                new Pending(
                    all.get(row.count() - 1),
                    row.number(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.is(),
                    row.maybeTime(),
                    row.maybeTime(),
                    row.time(),
                    row.texts()));
  }

  /**
   * Those that wait for the carrier of one of these ways need not any more.
   *
   * @return they are due
   */
  List<Thing> release(Collection<String> ways, int most, Instant now) throws SQLException {
    return sql("update notices.notice set waits_for = null where id in (select"
            + " id from notices.notice where state = 'waiting' and waits_for = any (?) limit ?"
            + " for update skip locked) returning id, request_no, ?::timestamptz")
        .array(ways)
        .with(most, now)
        .list(NoticeTables::thing);
  }

  private static Thing thing(Row row) throws SQLException {
    return new Thing(row.text(), row.text(), row.time());
  }

  /** Whether something newer is to be said about the request, or was. */
  boolean overtaken(Pending notice) throws SQLException {
    return sql("select 1 from notices.notice where request_no = ? and happened_at > ?"
            + " and state <> 'withheld' limit 1")
        .with(notice.requestNo(), notice.happenedAt())
        .isThere();
  }

  /** Whether this phone was told the same already. */
  boolean repeated(Pending notice, byte[] address, Instant since) throws SQLException {
    return sql("select 1 from notices.notice where address = ? and root = ? and event = ?"
            + " and id <> ? and changed_at > ? and state in ('carried', 'sent', 'delivered')"
            + " limit 1")
        .with(address, notice.root(), notice.event(), notice.id(), since)
        .isThere();
  }

  /** The coming of that way's carrier makes it due, too. */
  void waitFor(long id, String way) throws SQLException {
    sql("update notices.notice set waits_for = ? where id = ?").with(way, id).run();
  }

  /** The way does not lead to this customer. */
  void tried(long id, String way) throws SQLException {
    sql("update notices.notice set waits_for = null, tried = tried || ?::text where id = ?"
            + " and not ?::text = any (tried)")
        .with(way, id, way)
        .run();
  }

  /** A carrier has it. Its receipt may have been quicker. */
  void carried(long id, String way, byte @Nullable [] address, Instant now) throws SQLException {
    sql("update notices.notice set way = ?, address = ?, changed_at = ?,"
            + " state = case when state = 'waiting' then 'carried' else state end"
            + " where id = ?")
        .with(way)
        .bytes(address)
        .with(now, id)
        .run();
  }

  /**
   * @return the ids of those that were not settled before
   */
  Set<Long> withhold(Collection<Withheld> all, Instant now) throws SQLException {
    return new HashSet<>(
        sql("update notices.notice set state = 'withheld', cause = told.cause, changed_at = ?"
                + " from unnest(?::bigint[], ?::text[]) as told (id, cause)"
                + " where notice.id = told.id and state = 'waiting' returning notice.id")
            .with(now)
            .array(all, one -> Long.toString(one.notice().id()))
            .array(all, Withheld::cause)
            .list(Row::number));
  }

  /**
   * A carrier's news. When it has failed, the next way is tried.
   *
   * @param state sent, delivered, failed or withheld
   * @return what is due then
   */
  List<Thing> receipt(long id, String way, String state, @Nullable String cause, Instant at)
      throws SQLException {
    boolean failed = state.equals("failed");
    if (failed) {
      tried(id, way);
    }
    List<Thing> changed =
        sql("update notices.notice set state = ?, cause = ?, changed_at = ?"
                + " where id = ? and state <> 'withheld'"
                + (failed ? "" : " and state <> 'delivered'")
                + " returning id, request_no, changed_at")
            .with(failed ? "waiting" : state, cause, at, id)
            .list(NoticeTables::thing);
    return failed ? changed : List.of();
  }

  private static @Nullable String text(@Nullable Instant at) {
    return at == null ? null : at.toString();
  }
}
