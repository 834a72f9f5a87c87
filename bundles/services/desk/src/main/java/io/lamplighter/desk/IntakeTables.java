package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
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
  /**
   * A channel's own id.
   *
   * @param submitter whose id it is
   * @param name of the caller as rows from before have it, null for somebody without a login; what
   *     was taken from such a one before is nobody's any more
   */
  record Key(String submitter, String channel, String ref, @Nullable String name) {}

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
   * Nobody moves on what something is about to be merged under.
   */
  private static final String OPEN_SQL =
      """
      select pg_advisory_xact_lock(hashtextextended('desk ' || key, 0)) from unnest(?::text[]) key;
      select asked.submitter, s.channel, s.channel_ref, asked.name, s.request_no,
             encode(s.content, 'hex'), s.received_at, s.merged_into, p.rule, p.note, p.due_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) asked (submitter, channel, ref, name)
        join desk.submission s on s.channel = asked.channel and s.channel_ref = asked.ref
         and (s.submitter = asked.submitter
              or s.submitter is null and s.submitted_by in (asked.name, asked.submitter))
        left join desk.promise p on p.request_no = s.request_no and not p.later
       order by s.request_no, p.due_at, p.rule;
      with same as (
        select request_no from desk.request where customer_no = any (?::text[])
           and received_at >= ?::timestamptz and merged_into is null
        union select request_no from desk.request where place = any (?::text[])
           and received_at >= ?::timestamptz and merged_into is null
        union select request_no from desk.request where grid = any (?::bigint[])
           and received_at >= ?::timestamptz and merged_into is null)
      select r.request_no, r.kind, r.kind_sure,
             r.stranger is null and coalesce(r.matched_by <> 'meter', true)
               and not exists (select from desk.find f where f.request_no = r.request_no
                 and f.slot = case r.matched_by when 'number' then 'customerNo' else r.matched_by end
                 and f.key is not null and not f.by_hand
                 and (r.matched_by <> 'address' or r.address is null)),
             r.address is not null or exists (select from desk.find f
               where f.request_no = r.request_no and f.slot = 'address' and f.by_hand),
             r.customer_no, r.place, r.lon, r.lat, r.drill,
             r.region, r.priority
        from same join desk.request r using (request_no)
       where r.state = any (?::text[]) and r.merged_into is null
       order by r.request_no for no key update of r;
      select nextval('desk.request_seq') from generate_series(1, ?)""";

  private static final String INSERT_SQL =
      """
      with a as (
        select * from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::bigint[], ?::text[],
          ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
          ?::timestamptz[], ?::boolean[], ?::boolean[], ?::float8[], ?::boolean[], ?::text[],
          ?::text[], ?::text[])
        as t (request_no, version, kind, kind_reason, state, channel, channel_ref, customer_no,
          matched_by, region, cell, transformer, contact_name, contact_phone, contact_key, address,
          place, lon, lat, grid, words, priority, received_at, merged_into, content, raw, actor,
          occurred_at, drill, kind_sure, confidence, phone_verified, stranger, journal_ref,
          submitter)),
      s as (
        insert into desk.submission (request_no, channel, channel_ref, content, raw, submitted_by,
          submitter, occurred_at, received_at, merged_into)
        select request_no, channel, channel_ref, decode(content, 'hex'), raw, actor, submitter,
          occurred_at, received_at, merged_into from a),
      p as (
        insert into desk.promise (request_no, rule, note, due_at)
        select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[])),
      f as (
        insert into desk.find (request_no, slot, value, key, received_at)
        select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])),
      m as (
        insert into desk.move (request_no, version, move, from_state, to_state, actor, moved_at,
          words)
        select request_no, 2, 'merge', 'RECEIVED', 'MERGED', 'system:desk', received_at, '{}'
          from a where merged_into is not null)
      insert into desk.request (request_no, version, kind, kind_reason, state, channel,
        channel_ref, customer_no, matched_by, region, cell, transformer, contact_name,
        contact_phone, contact_key, address, place, lon, lat, grid, words, priority, received_at,
        merged_into, root, drill, kind_sure, confidence, phone_verified, stranger, journal_ref)
      select request_no, version, kind, kind_reason, state, channel, channel_ref, customer_no,
        matched_by, region, cell, transformer, contact_name, contact_phone, contact_key, address,
        place, lon, lat, grid, words, priority, received_at, merged_into, merged_into,
        drill, kind_sure, confidence, phone_verified, stranger, journal_ref from a""";

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
                keys.stream()
                    .map(key -> "key " + key.submitter() + " " + key.channel() + " " + key.ref()),
                marks.stream().flatMap(mark -> mark.keys().stream()))
            .sorted()
            .distinct()
            .toList();
    Map<Key, Earlier> earlier = new HashMap<>();
    List<Duplicates.Candidate> candidates = new ArrayList<>();
    List<Long> sequence = new ArrayList<>(count);
    new Sql(connection, OPEN_SQL)
        .array(locks)
        .array(keys, Key::submitter)
        .array(keys, Key::channel)
        .array(keys, Key::ref)
        .array(keys, Key::name)
        .array(known(marks, Duplicates.Marks::customerNo))
        .with(since)
        .array(known(marks, Duplicates.Marks::place))
        .with(since)
        .array(
            marks.stream().flatMap(mark -> mark.squares().stream()).distinct().toList(),
            square -> Long.toString(square))
        .with(since)
        .array(OPEN, RequestState::name)
        .with(count)
        .each(
            locked -> {},
            row -> earlier(row, earlier),
            row -> candidates.add(candidate(row)),
            row -> sequence.add(row.number()));
    return new Opening(earlier, candidates, sequence);
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

  /** One row for each promise. */
  private static void earlier(Row row, Map<Key, Earlier> all) throws SQLException {
    Key key = new Key(row.text(), row.text(), row.text(), row.maybeText());
    Earlier read =
        new Earlier(row.text(), row.text(), row.time(), row.maybeText(), new ArrayList<>());
    String rule = row.maybeText();
    String note = row.maybeText();
    Earlier known = all.computeIfAbsent(key, one -> read);
    if (rule != null) {
      known.promises().add(new Promise(rule, row.maybeTime(), note));
    }
  }

  private static Duplicates.Candidate candidate(Row row) throws SQLException {
    return new Duplicates.Candidate(
        row.text(),
        RequestKind.valueOf(row.text()),
        row.is(),
        new Duplicates.Vouched(row.is(), row.is()),
        row.maybeText(),
        row.maybeText(),
        row.maybeLocation(),
        row.is(),
        row.text(),
        row.count());
  }

  void insert(List<Arrival> arrivals) throws SQLException {
    List<String> promised = new ArrayList<>();
    List<Promise> promises = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      for (Promise promise : arrival.promises()) {
        promised.add(arrival.requestNo());
        promises.add(promise);
      }
    }
    List<FindTable.Kept> finds =
        arrivals.stream().flatMap(arrival -> FindTable.of(arrival).stream()).toList();
    new Sql(connection, INSERT_SQL)
        .array(arrivals, Arrival::requestNo)
        .array(arrivals, a -> Long.toString(a.version()))
        .array(arrivals, a -> a.draft().kind().name())
        .array(arrivals, a -> a.draft().kindReason())
        .array(arrivals, a -> a.state().name())
        .array(arrivals, a -> a.draft().channel())
        .array(arrivals, a -> a.draft().channelRef())
        .array(arrivals, Arrival::customerNo)
        .array(arrivals, a -> a.match() == null ? null : a.match().by())
        .array(arrivals, Arrival::region)
        .array(arrivals, Arrival::cell)
        .array(arrivals, a -> a.match() == null ? null : a.match().transformer())
        .array(arrivals, a -> a.draft().contactName())
        .array(arrivals, a -> a.draft().contactPhone())
        .array(arrivals, a -> a.draft().contactKey())
        .array(arrivals, a -> a.draft().submission().address())
        .array(arrivals, a -> a.draft().place())
        .array(arrivals, a -> fromLocation(a, at -> Double.toString(at.lon())))
        .array(arrivals, a -> fromLocation(a, at -> Double.toString(at.lat())))
        .array(arrivals, a -> fromLocation(a, at -> Long.toString(Grid.square(at))))
        .array(arrivals, a -> a.draft().submission().text())
        .array(arrivals, a -> Integer.toString(a.priority()))
        .array(arrivals, a -> a.receivedAt().toString())
        .array(arrivals, Arrival::firstRequest)
        .array(arrivals, a -> a.draft().contentHash())
        .array(arrivals, a -> a.draft().submission().raw())
        .array(arrivals, a -> a.draft().caller().actor())
        .array(arrivals, IntakeTables::occurredAt)
        .array(arrivals, a -> Boolean.toString(a.drill()))
        .array(arrivals, a -> Boolean.toString(a.draft().kindSure()))
        .array(arrivals, a -> text(a.draft().confidence()))
        .array(arrivals, a -> Boolean.toString(a.phoneVerified()))
        .array(arrivals, a -> a.marks().stranger())
        .array(arrivals, a -> a.marks().journalRef())
        .array(arrivals, a -> a.marks().submitter())
        .array(promised)
        .array(promises, Promise::rule)
        .array(promises, Promise::note)
        .array(promises, promise -> PromiseTables.text(promise.dueAt()))
        .array(finds, FindTable.Kept::requestNo)
        .array(finds, FindTable.Kept::slot)
        .array(finds, FindTable.Kept::value)
        .array(finds, FindTable.Kept::key)
        .array(finds, find -> find.receivedAt().toString())
        .run();
  }

  private static @Nullable String fromLocation(Arrival a, Function<Location, String> part) {
    Location at = a.draft().location();
    return at == null ? null : part.apply(at);
  }

  private static @Nullable String text(@Nullable Double number) {
    return number == null ? null : number.toString();
  }

  private static @Nullable String occurredAt(Arrival a) {
    var at = a.draft().submission().occurredAt();
    return at == null ? null : at.toInstant().toString();
  }
}
