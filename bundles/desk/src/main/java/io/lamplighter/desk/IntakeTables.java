package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The two round trips of an intake batch: what is there already, and the new rows. */
final class IntakeTables {
  /** A channel's own id. */
  record Key(String channel, String ref) {}

  /** What had been taken in under a channel's id, as its receipt said. */
  record Earlier(
      String requestNo,
      String contentHash,
      Instant receivedAt,
      @Nullable String mergedInto,
      List<Promise> promises) {}

  /** What a batch must know before it decides. */
  record Opening(
      Map<Key, Earlier> earlier, List<Duplicates.Candidate> candidates, List<Long> sequence) {}

  /** States in which a request can take another one under it. */
  static final Set<RequestState> OPEN =
      Set.of(
          RequestState.RECEIVED,
          RequestState.TRIAGED,
          RequestState.SCHEDULED,
          RequestState.DISPATCHED,
          RequestState.ACCEPTED,
          RequestState.ON_SITE);

  /**
   * Four statements in one round trip. Each sees what was committed before it began, so what others
   * wrote while we waited for the locks is seen. The locks are always taken in the same order.
   */
  private static final String OPEN_SQL =
      """
      select pg_advisory_xact_lock(hashtextextended('desk ' || key, 0)) from unnest(?::text[]) key;
      select s.channel, s.channel_ref, s.request_no, encode(s.content, 'hex'), s.received_at,
             s.merged_into, p.rule, p.due_at
        from unnest(?::text[], ?::text[]) asked (channel, ref)
        join desk.submission s on s.channel = asked.channel and s.channel_ref = asked.ref
        left join desk.promise p on p.request_no = s.request_no
       order by s.request_no, p.due_at, p.rule;
      with same as (
        select request_no from desk.request where customer_no = any (?::text[])
           and received_at >= ?::timestamptz and merged_into is null
        union select request_no from desk.request where place = any (?::text[])
           and received_at >= ?::timestamptz and merged_into is null
        union select request_no from desk.request where grid = any (?::bigint[])
           and received_at >= ?::timestamptz and merged_into is null)
      select r.request_no, r.kind, r.customer_no, r.place, r.lon, r.lat, r.drill
        from same join desk.request r using (request_no)
       where r.state = any (?::text[])
       order by r.received_at, r.request_no;
      select nextval('desk.request_seq') from generate_series(1, ?)""";

  private static final String INSERT_SQL =
      """
      with a as (
        select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::float8[], ?::float8[], ?::bigint[], ?::text[], ?::int[],
          ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
          ?::boolean[])
        as t (request_no, version, kind, kind_reason, state, channel, channel_ref, customer_no,
          matched_by, region, cell, transformer, contact_name, contact_phone, address, place, lon,
          lat, grid, words, priority, received_at, merged_into, content, raw, actor, occurred_at,
          drill)),
      s as (
        insert into desk.submission (request_no, channel, channel_ref, content, raw, submitted_by,
          occurred_at, received_at, merged_into)
        select request_no, channel, channel_ref, decode(content, 'hex'), raw, actor, occurred_at,
          received_at, merged_into from a),
      p as (
        insert into desk.promise (request_no, rule, due_at)
        select * from unnest(?::text[], ?::text[], ?::timestamptz[])),
      m as (
        insert into desk.move (request_no, version, move, from_state, to_state, actor, moved_at,
          words)
        select request_no, 2, 'merge', 'RECEIVED', 'MERGED', 'desk', received_at, '{}'
          from a where merged_into is not null)
      insert into desk.request (request_no, version, kind, kind_reason, state, channel,
        channel_ref, customer_no, matched_by, region, cell, transformer, contact_name,
        contact_phone, address, place, lon, lat, grid, words, priority, received_at, merged_into,
        drill)
      select request_no, version, kind, kind_reason, state, channel, channel_ref, customer_no,
        matched_by, region, cell, transformer, contact_name, contact_phone, address, place, lon,
        lat, grid, words, priority, received_at, merged_into, drill from a""";

  private final Connection connection;

  IntakeTables(Connection connection) {
    this.connection = connection;
  }

  /**
   * Holds back everybody who could be about to write a duplicate, and reads what is there.
   *
   * @param since a candidate must have come in since then
   * @param count how many numbers are needed
   */
  Opening open(List<Key> keys, List<Duplicates.Marks> marks, Instant since, int count)
      throws SQLException {
    Collection<String> locks =
        Stream.concat(
                keys.stream().map(key -> "key " + key.channel() + " " + key.ref()),
                marks.stream().flatMap(mark -> mark.keys().stream()))
            .sorted()
            .distinct()
            .toList();
    try (PreparedStatement statement = connection.prepareStatement(OPEN_SQL)) {
      Parameters parameters = new Parameters(statement);
      parameters.array(locks, Function.identity());
      parameters.array(keys, Key::channel);
      parameters.array(keys, Key::ref);
      parameters.array(known(marks, Duplicates.Marks::customerNo), Function.identity());
      parameters.text(since.toString());
      parameters.array(known(marks, Duplicates.Marks::place), Function.identity());
      parameters.text(since.toString());
      parameters.array(
          marks.stream().flatMap(mark -> mark.squares().stream()).distinct().toList(),
          square -> Long.toString(square));
      parameters.text(since.toString());
      parameters.array(OPEN, RequestState::name);
      parameters.number(count);
      statement.execute();
      statement.getMoreResults();
      Map<Key, Earlier> earlier;
      List<Duplicates.Candidate> candidates;
      List<Long> sequence = new ArrayList<>(count);
      try (ResultSet rows = statement.getResultSet()) {
        earlier = earlier(rows);
      }
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        candidates = candidates(rows);
      }
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          sequence.add(rows.getLong(1));
        }
      }
      return new Opening(earlier, candidates, sequence);
    }
  }

  private static List<String> known(
      List<Duplicates.Marks> marks, Function<Duplicates.Marks, @Nullable String> of) {
    List<String> values = new ArrayList<>();
    for (Duplicates.Marks mark : marks) {
      String value = of.apply(mark);
      if (value != null) {
        values.add(value);
      }
    }
    return values.stream().distinct().toList();
  }

  private static Map<Key, Earlier> earlier(ResultSet rows) throws SQLException {
    Map<Key, Earlier> earlier = new HashMap<>();
    while (rows.next()) {
      Key key = new Key(rows.getString(1), rows.getString(2));
      Earlier known = earlier.get(key);
      if (known == null) {
        known =
            new Earlier(
                rows.getString(3),
                rows.getString(4),
                Rows.instant(rows, 5),
                rows.getString(6),
                new ArrayList<>());
        earlier.put(key, known);
      }
      if (rows.getString(7) != null) {
        known.promises().add(new Promise(rows.getString(7), Rows.instant(rows, 8)));
      }
    }
    return earlier;
  }

  private static List<Duplicates.Candidate> candidates(ResultSet rows) throws SQLException {
    List<Duplicates.Candidate> candidates = new ArrayList<>();
    while (rows.next()) {
      candidates.add(
          new Duplicates.Candidate(
              rows.getString(1),
              RequestKind.valueOf(rows.getString(2)),
              rows.getString(3),
              rows.getString(4),
              Rows.location(rows, 5, 6),
              rows.getBoolean(7)));
    }
    return candidates;
  }

  void insert(List<Arrival> arrivals) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT_SQL)) {
      Parameters to = new Parameters(statement);
      to.array(arrivals, Arrival::requestNo);
      to.array(arrivals, a -> Long.toString(a.version()));
      to.array(arrivals, a -> a.draft().kind().name());
      to.array(arrivals, a -> a.draft().kindReason());
      to.array(arrivals, a -> a.state().name());
      to.array(arrivals, a -> a.draft().channel());
      to.array(arrivals, a -> a.draft().channelRef());
      to.array(arrivals, Arrival::customerNo);
      to.array(arrivals, a -> a.match() == null ? null : a.match().by());
      to.array(arrivals, Arrival::region);
      to.array(arrivals, a -> a.match() == null ? null : a.match().cell());
      to.array(arrivals, a -> a.match() == null ? null : a.match().transformer());
      to.array(arrivals, a -> a.draft().contactName());
      to.array(arrivals, a -> a.draft().contactPhone());
      to.array(arrivals, a -> a.draft().submission().address());
      to.array(arrivals, a -> a.draft().place());
      to.array(arrivals, a -> fromLocation(a, at -> Double.toString(at.lon())));
      to.array(arrivals, a -> fromLocation(a, at -> Double.toString(at.lat())));
      to.array(arrivals, a -> fromLocation(a, at -> Long.toString(Grid.square(at))));
      to.array(arrivals, a -> a.draft().submission().text());
      to.array(arrivals, a -> Integer.toString(a.priority()));
      to.array(arrivals, a -> a.receivedAt().toString());
      to.array(arrivals, Arrival::firstRequest);
      to.array(arrivals, a -> a.draft().contentHash());
      to.array(arrivals, a -> a.draft().submission().raw());
      to.array(arrivals, a -> a.draft().caller().name());
      to.array(arrivals, IntakeTables::occurredAt);
      to.array(arrivals, a -> Boolean.toString(a.drill()));
      List<String> promised = new ArrayList<>();
      List<Promise> promises = new ArrayList<>();
      for (Arrival arrival : arrivals) {
        for (Promise promise : arrival.promises()) {
          promised.add(arrival.requestNo());
          promises.add(promise);
        }
      }
      to.array(promised, Function.identity());
      to.array(promises, Promise::rule);
      to.array(promises, promise -> promise.dueAt().toString());
      statement.executeUpdate();
    }
  }

  private static @Nullable String fromLocation(Arrival a, Function<Location, String> part) {
    Location at = a.draft().location();
    return at == null ? null : part.apply(at);
  }

  private static @Nullable String occurredAt(Arrival a) {
    var at = a.draft().submission().occurredAt();
    return at == null ? null : at.toInstant().toString();
  }
}
