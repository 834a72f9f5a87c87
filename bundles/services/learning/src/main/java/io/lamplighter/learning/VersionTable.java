package io.lamplighter.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.learning.Version.Change;
import io.lamplighter.learning.Version.Count;
import io.lamplighter.learning.Version.Origin;
import io.lamplighter.learning.Version.Preview;
import io.lamplighter.learning.Version.Trial;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models that were learned here, in the schema. */
final class VersionTable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COLUMNS =
      """
      select no, model, state, why, since, by, trained_at, trained_by, base, shipped, corrected,
             people, new_parts, against, macro_f1, against_f1, danger_all, danger, against_danger,
             missed, judged, changes::text, version
        from learning.version
      """;

  private final Connection connection;

  VersionTable(Connection connection) {
    this.connection = connection;
  }

  /** Whoever changes what is in force does it alone. */
  void lock() throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtextextended('learning version', 0))")
        .call();
  }

  /**
   * Keeps a version that was learned.
   *
   * @return its number
   */
  long add(Lesson lesson, VersionState state, String by, Instant at) throws SQLException {
    Origin origin = lesson.origin();
    Trial trial = lesson.trial();
    long no =
        new Sql(
                connection,
                """
                    insert into learning.version (model, state, why, since, by, trained_at,
                      trained_by, base, shipped, corrected, people, new_parts, against, macro_f1,
                      against_f1, danger_all, danger, against_danger, missed, judged, changes,
                      packed, version)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::float8, ?::float8, ?, ?, ?,
                      ?, ?, ?::jsonb, ?, 1)
                    returning no""")
            .with(lesson.model(), state.name(), lesson.why(), at, by, at, by)
            .with(origin.base(), origin.shipped(), origin.corrected(), origin.people())
            .with(origin.newParts(), trial.against())
            .with(Double.toString(trial.macroF1()), Double.toString(trial.againstF1()))
            .with(trial.dangerAll(), trial.danger(), trial.againstDanger(), trial.missed())
            .with(lesson.preview().judged(), written(lesson.preview().changes()))
            .bytes(Packed.of(lesson.table()))
            .only(Row::number);
    Rows.<Change>of("learning.change")
        .fixed("no", "bigint", change -> no)
        .fixed("request_no", "text", Change::requestNo)
        .fixed("region", "text", Change::region)
        .fixed("before", "text", Change::before)
        .fixed("after", "text", Change::after)
        .add(connection, lesson.changed());
    return no;
  }

  @Nullable Version get(long no) throws SQLException {
    return new Sql(connection, COLUMNS + " where no = ?").with(no).first(VersionTable::version);
  }

  @Nullable Version inForce() throws SQLException {
    return in(VersionState.IN_FORCE);
  }

  @Nullable Version in(VersionState state) throws SQLException {
    return new Sql(connection, COLUMNS + " where state = ? order by no desc limit 1")
        .with(state.name())
        .first(VersionTable::version);
  }

  /** The one that was learned last. */
  @Nullable Version last() throws SQLException {
    return new Sql(connection, COLUMNS + " order by no desc limit 1").first(VersionTable::version);
  }

  boolean hasModel(String name) throws SQLException {
    return new Sql(connection, "select no from learning.version where model = ? limit 1")
        .with(name)
        .isThere();
  }

  /** Newest first. */
  List<Version> list(long before, int most) throws SQLException {
    return new Sql(connection, COLUMNS + " where no < ? order by no desc limit ?")
        .with(before, most)
        .list(VersionTable::version);
  }

  /** Its table. */
  String table(long no) throws SQLException {
    return Packed.text(
        new Sql(connection, "select packed from learning.version where no = ?")
            .with(no)
            .only(Row::bytes));
  }

  /** Requests of a region that it tells otherwise. */
  List<Change> changed(long no, String region) throws SQLException {
    return new Sql(
            connection,
            "select request_no, region, before, after from learning.change"
                + " where no = ? and region like ? order by before, after, request_no")
        .with(no, region + "%")
        .list(row -> new Change(row.text(), row.text(), row.text(), row.text()));
  }

  void move(Version version, VersionState state, String by, Instant at) throws SQLException {
    new Sql(
            connection,
            "update learning.version set state = ?, by = ?, since = ?, version = version + 1"
                + " where no = ?")
        .with(state.name(), by, at, version.no())
        .run();
  }

  /**
   * It is never in force.
   *
   * @param trial the one in which it was worse
   * @param why in a word
   */
  void refuse(Version version, Trial trial, String why, String by, Instant at) throws SQLException {
    move(version, VersionState.REFUSED, by, at);
    new Sql(
            connection,
            """
                update learning.version
                   set why = ?, against = ?, macro_f1 = ?::float8, against_f1 = ?::float8,
                       danger_all = ?, danger = ?, against_danger = ?, missed = ?
                 where no = ?""")
        .with(why, trial.against())
        .with(Double.toString(trial.macroF1()), Double.toString(trial.againstF1()))
        .with(trial.dangerAll(), trial.danger(), trial.againstDanger(), trial.missed())
        .with(version.no())
        .run();
  }

  /** The oldest go; what is in force or waits for it stays. */
  void keep(int most) throws SQLException {
    new Sql(
            connection,
            "delete from learning.version where state not in ('IN_FORCE', 'READY') and no not in"
                + " (select no from learning.version order by no desc limit ?)")
        .with(most)
        .run();
  }

  private static Version version(Row row) throws SQLException {
    long no = row.number();
    String model = row.text();
    VersionState state = VersionState.valueOf(row.text());
    String why = row.maybeText();
    Instant since = row.time();
    String by = row.text();
    Instant trainedAt = row.time();
    String trainedBy = row.text();
    Origin origin = new Origin(row.text(), row.count(), row.count(), row.count(), row.count());
    Trial trial =
        new Trial(
            row.text(),
            row.decimal(),
            row.decimal(),
            row.count(),
            row.count(),
            row.count(),
            row.count());
    Preview preview = new Preview(row.count(), counts(row.text()));
    return new Version(
        no,
        model,
        state,
        why,
        since,
        by,
        trainedAt,
        trainedBy,
        origin,
        trial,
        preview,
        row.number());
  }

  private static String written(List<Count> counts) {
    try {
      return JSON.writeValueAsString(counts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("counts are always written", e);
    }
  }

  private static List<Count> counts(String written) {
    try {
      return JSON.readValue(written, new TypeReference<List<Count>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was written is read", e);
    }
  }
}
