package io.lamplighter.kit.agenda;

import io.lamplighter.kit.agenda.Due.Later;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements of an {@link Agenda}. */
final class Lines {
  /** So many are lined up by one statement, and so many statements come before one taking. */
  private static final int AT_ONCE = 1_000;

  private static final int STATEMENTS = 10;

  /** Looked at for one that is taken: what is out, or behind what is out, is passed by. */
  private static final int LOOKED_AT = 10;

  /** More are not counted. */
  private static final int COUNTED = 100_000;

  private static final int LONGEST_CAUSE = 500;

  private final Connection connection;
  private final String table;

  Lines(Connection connection, String table) {
    this.connection = connection;
    this.table = table;
  }

  private Sql sql(String words) {
    return new Sql(connection, words.replace("$", table));
  }

  void put(Collection<Thing> things) throws SQLException {
    Map<String, Thing> last = new LinkedHashMap<>();
    things.forEach(thing -> last.put(thing.key(), thing));
    sql("""
            insert into $ as old (key, subject, due, since)
            select key, subject, due, due
              from unnest(?::text[], ?::text[], ?::timestamptz[]) as put (key, subject, due)
            on conflict (key) do update
              set subject = excluded.subject, due = excluded.due, since = excluded.since,
                  round = null, taken_until = null, version = old.version + 1, attempts = 0,
                  cause = null""")
        .array(last.values(), Thing::key)
        .array(last.values(), Thing::subject)
        .array(last.values(), thing -> thing.due().toString())
        .run();
  }

  /** Puts in what a query finds and is not there yet. */
  void adopt(String query) throws SQLException {
    sql("insert into $ (key, subject, due, since) " + query + " on conflict do nothing").run();
  }

  int cancel(Collection<String> keys) throws SQLException {
    return sql("delete from $ where key = any (?::text[])").array(keys).run();
  }

  int rest(String subject, Instant until, Instant now) throws SQLException {
    return sql("update $ set due = ?, round = null, taken_until = null where subject = ?"
            + " and due < ? and (taken_until is null or taken_until <= ?)")
        .with(until, subject, until, now)
        .run();
  }

  /** Whoever else takes waits until this transaction ends. */
  void lock() throws SQLException {
    sql("select pg_advisory_xact_lock(hashtextextended('agenda $', 0))").call();
  }

  /** What is done by a statement or some. */
  interface Step<T> {
    T take() throws SQLException;
  }

  /**
   * What is known of a queue's rows is always of another moment, and a plan that was made for few
   * is kept when they are many: so it is read by its indexes, whatever is said to be there.
   */
  <T> T byIndexes(Step<T> step) throws SQLException {
    scans("off");
    T result = step.take();
    scans("on");
    return result;
  }

  private void scans(String allowed) throws SQLException {
    sql("select set_config('enable_seqscan', ?, true), set_config('enable_bitmapscan', ?, true)")
        .with(allowed, allowed)
        .call();
  }

  /**
   * Gives what has become due its round: the one that is being taken, or the first that has nothing
   * of its subject yet. While nothing waits that is the time in microseconds, so that no round is
   * one that is long over.
   */
  void lineUp(Instant now) throws SQLException {
    long round = ChronoUnit.MICROS.between(Instant.EPOCH, now);
    Sql some =
        sql("""
            with fresh as (
              select id, subject, due from $
               where round is null and due <= ?
               order by due, id limit ? for update skip locked
            ), taking (round) as (
              select coalesce((select round from $ where round is not null and taken_until is null
                                order by round limit 1), ?)
            ), lined as (
              select id,
                     greatest(taking.round, 1 + (select max(round) from $ ahead
                                                  where ahead.subject = fresh.subject))
                       + row_number() over (partition by subject order by due, id) - 1 as round
                from fresh, taking
            )
            update $ as thing set round = lined.round from lined where thing.id = lined.id""")
            .with(now, AT_ONCE, round);
    int lined = AT_ONCE;
    for (int i = 0; i < STATEMENTS && lined == AT_ONCE; i++) {
      lined = some.run();
    }
  }

  /** The first that may be taken; seldom is it worth looking far. */
  List<Long> first(int most, Instant now) throws SQLException {
    List<Long> near = first(most, 2 * most, now);
    return near.size() < most ? first(most, LOOKED_AT * most, now) : near;
  }

  private List<Long> first(int most, int among, Instant now) throws SQLException {
    return sql("""
            with line as (
              select id, subject, round, due, coalesce(taken_until > ?, false) as out
                from $ where round is not null order by round, due, id limit ?
            ), judged as (
              select id, round, due,
                     bool_or(out) over (partition by subject order by round, due, id) as blocked
                from line
            )
            select id from judged where not blocked order by round, due, id limit ?""")
        .with(now, among, most)
        .list(Row::number);
  }

  List<Due> take(List<Long> ids, Instant now, Instant until) throws SQLException {
    return sql("""
            with free as (
              select id from $ where id = any (?::bigint[]) and round is not null
                 and (taken_until is null or taken_until <= ?) for update skip locked
            ), taken as (
              update $ as thing
                 set taken_until = ?, version = version + 1, attempts = attempts + 1
                from free where thing.id = free.id
              returning thing.*
            )
            select id, version, key, subject, due, since, attempts, cause
              from taken order by round, due, id""")
        .array(ids, id -> Long.toString(id))
        .with(now, until)
        .list(
            row ->
                new Due(
                    row.number(),
                    row.count(),
                    row.text(),
                    row.text(),
                    row.time(),
                    row.time(),
                    row.count(),
                    row.maybeText()));
  }

  Set<String> done(Collection<Due> all) throws SQLException {
    return new HashSet<>(
        sql("delete from $ as thing using unnest(?::bigint[], ?::int[]) as ours (id, version)"
                + " where thing.id = ours.id and thing.version = ours.version"
                + " and taken_until is not null returning key")
            .array(all, due -> Long.toString(due.id()))
            .array(all, due -> Integer.toString(due.version()))
            .list(Row::text));
  }

  /**
   * @param fewer attempts than it was taken
   */
  int later(Collection<Later> all, int fewer) throws SQLException {
    return sql("""
            update $ as thing
               set due = later.due, round = null, taken_until = null, attempts = attempts - ?,
                   cause = coalesce(later.cause, thing.cause)
              from unnest(?::bigint[], ?::int[], ?::timestamptz[], ?::text[])
                   as later (id, version, due, cause)
             where thing.id = later.id and thing.version = later.version
               and taken_until is not null""")
        .with(fewer)
        .array(all, later -> Long.toString(later.due().id()))
        .array(all, later -> Integer.toString(later.due().version()))
        .array(all, later -> later.at().toString())
        .array(all, later -> cut(later.cause()))
        .run();
  }

  private static @Nullable String cut(@Nullable String cause) {
    return cause == null || cause.length() <= LONGEST_CAUSE
        ? cause
        : cause.substring(0, LONGEST_CAUSE);
  }

  /** How many are lined up, and since when the first of them has been due. */
  Figures.Waiting count() throws SQLException {
    return sql("select count(*), min(due) from (select due from $ where round is not null"
            + " order by round, due, id limit ?) waiting")
        .with(COUNTED)
        .only(row -> new Figures.Waiting(row.number(), row.maybeTime()));
  }
}
