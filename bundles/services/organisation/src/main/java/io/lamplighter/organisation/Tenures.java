package io.lamplighter.organisation;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who has which request, and who had. */
final class Tenures {
  private static final String COLUMNS =
      " t.id, t.subject, t.holder, t.region, t.drill, t.from_at, t.to_at, t.why, t.over, t.handover,"
          + " (select reason from organisation.handover h where h.id = t.handover) ";

  private static final Rows<Tenure> ROWS =
      Rows.<Tenure>of("organisation.tenure")
          .fixed("subject", "text", Tenure::on)
          .fixed("holder", "text", Tenure::holder)
          .fixed("region", "text", Tenure::region)
          .fixed("drill", "boolean", Tenure::drill)
          .fixed("from_at", "timestamptz", Tenure::from)
          .fixed("to_at", "timestamptz", Tenure::to)
          .fixed("why", "text", Tenure::why)
          .fixed("over", "text", Tenure::over)
          .fixed("handover", "bigint", Tenure::handover);

  private final Connection connection;

  Tenures(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Who has it now; nobody else changes that until this transaction has ended. */
  @Nullable Tenure locked(String subject) throws SQLException {
    return locked(List.of(subject)).stream().findFirst().orElse(null);
  }

  /** Who has these now, each locked, always in the same order. */
  List<Tenure> locked(Collection<String> subjects) throws SQLException {
    return sql("select"
            + COLUMNS
            + "from organisation.tenure t where subject = any (?) and to_at is null"
            + " order by subject for update of t")
        .array(subjects)
        .list(Tenures::tenure);
  }

  /**
   * The chain, the first one first.
   *
   * @param after id of the last one of the page before, 0 for the first page
   */
  List<Tenure> of(String subject, long after, int most) throws SQLException {
    return sql("select"
            + COLUMNS
            + "from organisation.tenure t where subject = ? and id > ? order by id limit ?")
        .with(subject, after, most)
        .list(Tenures::tenure);
  }

  /**
   * What somebody has now.
   *
   * @param after subject of the last one of the page before
   */
  List<Tenure> heldBy(String holder, String region, @Nullable String after, int limit)
      throws SQLException {
    return sql("select"
            + COLUMNS
            + "from organisation.tenure t where holder = ? and to_at is null"
            + " and starts_with(region, ?) and subject > ? order by subject limit ?")
        .with(holder, region, after == null ? "" : after, limit)
        .list(Tenures::tenure);
  }

  private static Tenure tenure(Row row) throws SQLException {
    return new Tenure(
        row.number(),
        row.text(),
        row.text(),
        row.text(),
        row.is(),
        row.time(),
        row.maybeTime(),
        row.text(),
        row.maybeText(),
        row.maybeNumber(),
        row.maybeText());
  }

  /** In order; some may be over already. */
  void begin(Collection<Tenure> tenures) throws SQLException {
    ROWS.add(connection, tenures);
  }

  /** Those that nobody had ended. */
  void end(Collection<Tenure> tenures) throws SQLException {
    if (!tenures.isEmpty()) {
      sql("update organisation.tenure t set to_at = ended.at, over = ended.over"
              + " from unnest(?::text[], ?::timestamptz[], ?::text[]) as ended (subject, at, over)"
              + " where t.subject = ended.subject and t.to_at is null")
          .array(tenures, Tenure::on)
          .array(tenures, tenure -> String.valueOf(tenure.to()))
          .array(tenures, Tenure::over)
          .run();
    }
  }
}
