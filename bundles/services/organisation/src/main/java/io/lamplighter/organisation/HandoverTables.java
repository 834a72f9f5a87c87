package io.lamplighter.organisation;

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

/** Handovers as they are listed, and as they begin. */
final class HandoverTables {
  private static final String COLUMNS =
      " id, version, subject, region, giver, taker, reason, offered_by, offered_at, until_at,"
          + " state, ended_at, ended_by ";

  private final Connection connection;

  HandoverTables(Connection connection) {
    this.connection = connection;
  }

  private Sql sql(String words) {
    return new Sql(connection, words);
  }

  /** Its number. */
  long offer(Tenure of, String to, String reason, String actor, Instant now, Instant until)
      throws SQLException {
    return sql("insert into organisation.handover (subject, region, drill, giver, taker, reason,"
            + " offered_by, offered_at, until_at, state)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'OFFERED') returning id")
        .with(of.on(), of.region(), of.drill(), of.holder(), to, reason, actor, now, until)
        .only(Row::number);
  }

  @Nullable Handover get(long id) throws SQLException {
    return sql("select" + COLUMNS + "from organisation.handover where id = ?")
        .with(id)
        .first(HandoverTables::handover);
  }

  /** The one that is offered on a subject now. */
  @Nullable Long offered(String subject) throws SQLException {
    return sql("select id from organisation.handover where subject = ? and state = 'OFFERED'")
        .with(subject)
        .first(Row::number);
  }

  /** On which of these one is offered now. */
  Set<String> offered(Collection<String> subjects) throws SQLException {
    return new HashSet<>(
        sql("select subject from organisation.handover where subject = any (?)"
                + " and state = 'OFFERED'")
            .array(subjects)
            .list(Row::text));
  }

  /**
   * Which are wanted; null: any.
   *
   * @param region and all in it
   */
  record Filter(
      String region,
      @Nullable String to,
      @Nullable String from,
      @Nullable String on,
      HandoverEntity.@Nullable State state) {}

  /** The newest first. */
  List<Handover> list(Filter filter, long before, int limit) throws SQLException {
    return sql("select"
            + COLUMNS
            + "from organisation.handover where id < ? and starts_with(region, ?)"
            + " and (?::text is null or taker = ?) and (?::text is null or giver = ?)"
            + " and (?::text is null or subject = ?) and (?::text is null or state = ?)"
            + " order by id desc limit ?")
        .with(before, filter.region(), filter.to(), filter.to(), filter.from(), filter.from())
        .with(filter.on(), filter.on())
        .with(state(filter), state(filter), limit)
        .list(HandoverTables::handover);
  }

  private static @Nullable String state(Filter filter) {
    return filter.state() == null ? null : filter.state().name();
  }

  private static Handover handover(Row row) throws SQLException {
    return new Handover(
        row.number(),
        row.number(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.time(),
        row.time(),
        HandoverEntity.State.valueOf(row.text()),
        row.maybeTime(),
        row.maybeText());
  }
}
