package io.lamplighter.knowledge;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.knowledge.Stock.Lesson;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gaps in the schema. */
record GapTables(Connection connection) {
  /** So many of what editors have said are learned from, the last ones. */
  private static final int MOST_LESSONS = 5_000;

  private static final String COLUMNS =
      " id, text, region, asked, first_at, last_at, state, article, closed_by, closed_at, version ";

  private static Gap gap(Row row) throws SQLException {
    return new Gap(
        row.number(),
        row.text(),
        row.text(),
        row.number(),
        row.time(),
        row.time(),
        Gap.State.valueOf(row.text()),
        row.maybeText(),
        row.maybeText(),
        row.maybeTime(),
        row.number());
  }

  @Nullable Gap find(long id, boolean lock) throws SQLException {
    return new Sql(
            connection,
            "select" + COLUMNS + "from knowledge.gap where id = ?" + (lock ? " for update" : ""))
        .with(id)
        .first(GapTables::gap);
  }

  /** By what is asked the same; locked. */
  @Nullable Gap findByKey(String key) throws SQLException {
    return new Sql(connection, "select" + COLUMNS + "from knowledge.gap where key = ? for update")
        .with(key)
        .first(GapTables::gap);
  }

  /** A place in the list: what is asked most comes first. */
  record Place(long asked, long id) {}

  /**
   * @param caller's region: his, those above it and those below
   * @param after the last of the page before
   */
  List<Gap> list(String caller, Gap.State state, @Nullable Place after, int limit)
      throws SQLException {
    Place from = after == null ? new Place(Long.MAX_VALUE, 0) : after;
    return new Sql(
            connection,
            "select"
                + COLUMNS
                + "from knowledge.gap where state = ?"
                + " and (starts_with(region, ?) or starts_with(?, region))"
                + " and (asked < ? or asked = ? and id > ?) order by asked desc, id limit ?")
        .with(state.name(), caller, caller, from.asked(), from.asked(), from.id(), limit)
        .list(GapTables::gap);
  }

  long count(Gap.State state) throws SQLException {
    return new Sql(connection, "select count(*) from knowledge.gap where state = ?")
        .with(state.name())
        .only(Row::number);
  }

  /** Whether a request has been noted; until now. */
  boolean isNoted(String requestNo) throws SQLException {
    return new Sql(connection, "select 1 from knowledge.gap_request where request_no = ?")
        .with(requestNo)
        .isThere();
  }

  /** One gap is noted after the other. */
  void alone() throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtext('knowledge.gap'))").call();
  }

  long add(String key, String text, String region, Instant at) throws SQLException {
    return new Sql(
            connection,
            "insert into knowledge.gap (key, text, region, asked, first_at, last_at, state, version)"
                + " values (?, ?, ?, 1, ?, ?, 'OPEN', 1) returning id")
        .with(key, text, region, at, at)
        .only(Row::number);
  }

  /**
   * Asked again; open again when it was answered, or closed by somebody whose word does not hold
   * there. What was learned of it stays.
   *
   * @param region what the regions of all who asked begin with
   * @param where it is asked now
   */
  void again(long id, String region, String where, Instant at) throws SQLException {
    new Sql(
            connection,
            "update knowledge.gap g set asked = asked + 1, last_at = ?, region = ?,"
                + " state = case when opens then 'OPEN' else state end,"
                + " version = version + opens::int from (select id as open_id, state = 'ANSWERED'"
                + " or state <> 'OPEN' and not starts_with(?, closed_region) as opens"
                + " from knowledge.gap where id = ?) o where g.id = o.open_id")
        .with(at, region, where, id)
        .run();
  }

  void note(String requestNo, long gap) throws SQLException {
    new Sql(connection, "insert into knowledge.gap_request (request_no, gap) values (?, ?)")
        .with(requestNo, gap)
        .run();
  }

  /**
   * Of the open ones, those that taught nothing first, that were asked least, the one that was
   * longest not asked is gone.
   */
  void forgetOne() throws SQLException {
    new Sql(
            connection,
            "delete from knowledge.gap where id = (select id from knowledge.gap"
                + " where state = 'OPEN' order by closed_at is not null, asked, last_at, id limit 1)")
        .run();
  }

  Gap close(long id, Gap.State state, @Nullable String article, String by, Instant at)
      throws SQLException {
    return new Sql(
            connection,
            "update knowledge.gap set state = ?, article = ?, closed_by = ?, closed_at = ?,"
                + " closed_region = region,"
                + " version = version + 1 where id = ? returning"
                + COLUMNS)
        .with(state.name(), article, by, at, id)
        .only(GapTables::gap);
  }

  /** What editors have said of questions, also of those that were asked again since. */
  List<Lesson> lessons() throws SQLException {
    return new Sql(
            connection,
            "select text, article, closed_region from knowledge.gap where closed_at is not null"
                + " order by closed_at desc limit ?")
        .with(MOST_LESSONS)
        .list(row -> new Lesson(row.text(), row.maybeText(), row.text()));
  }
}
