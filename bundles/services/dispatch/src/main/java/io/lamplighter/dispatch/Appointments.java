package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Appointments as rows: one of an order at a time. */
final class Appointments {
  private static final String COLUMNS =
      "id, version, work_order, request_no, region, mode, from_at, to_at, state, made_by, made_at,"
          + " ended_at";

  private final Connection connection;

  Appointments(Connection connection) {
    this.connection = connection;
  }

  private static Appointment appointment(Row row) throws SQLException {
    return new Appointment(
        row.text(),
        row.number(),
        row.text(),
        row.text(),
        row.text(),
        AppointmentMode.valueOf(row.text()),
        new Span(row.time(), row.time()),
        row.text(),
        row.text(),
        row.time(),
        row.maybeTime());
  }

  @Nullable Appointment get(String id) throws SQLException {
    return new Sql(connection, "select " + COLUMNS + " from dispatch.appointment where id = ?")
        .with(id)
        .first(Appointments::appointment);
  }

  /** The one of an order that holds; null when there is none. */
  @Nullable Appointment find(String workOrder) throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from dispatch.appointment where work_order = ? and ended_at is null")
        .with(workOrder)
        .first(Appointments::appointment);
  }

  /** The last one of an order, when its crew is thought to have been missing; else null. */
  @Nullable Appointment missedByCrew(String workOrder) throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from dispatch.appointment where id = (select id from dispatch.appointment"
                + " where work_order = ? order by made_at desc, id limit 1)"
                + " and state = 'missed-by-crew'")
        .with(workOrder)
        .first(Appointments::appointment);
  }

  /**
   * Its crew was there after all, or at last.
   *
   * @param how kept or early
   */
  Appointment keep(String id, String how, Instant there) throws SQLException {
    return new Sql(
            connection,
            "update dispatch.appointment set state = ?, ended_at = ?, version = version + 1"
                + " where id = ? returning "
                + COLUMNS)
        .with(how, there, id)
        .only(Appointments::appointment);
  }

  /** Of a request, those that are over too, newest first. */
  List<Appointment> ofRequest(String requestNo, int most) throws SQLException {
    return new Sql(
            connection,
            "select "
                + COLUMNS
                + " from dispatch.appointment where request_no = ? order by made_at desc, id limit ?")
        .with(requestNo, most)
        .list(Appointments::appointment);
  }

  /** How many somebody has made of a request; the first of all is no change of another. */
  long changedBy(String requestNo, String actor) throws SQLException {
    return new Sql(
            connection,
            "select count(*) from dispatch.appointment where request_no = ? and made_by = ?"
                + " and id <> (select id from dispatch.appointment where request_no = ?"
                + " order by made_at, id limit 1)")
        .with(requestNo, actor, requestNo)
        .only(Row::number);
  }

  Appointment make(WorkOrder order, AppointmentMode mode, Span within, String madeBy, Instant at)
      throws SQLException {
    return new Sql(
            connection,
            "insert into dispatch.appointment (id, work_order, request_no, region, mode, from_at,"
                + " to_at, state, made_by, made_at) values (?, ?, ?, ?, ?, ?, ?, 'made', ?, ?)"
                + " returning "
                + COLUMNS)
        .with(UUID.randomUUID().toString(), order.no(), order.requestNo(), order.region())
        .with(mode.name(), within.from(), within.to(), madeBy, at)
        .only(Appointments::appointment);
  }

  /**
   * The open one of an order is over.
   *
   * @param how as its state says it
   * @return what it was; null when there was none
   */
  @Nullable Appointment end(String workOrder, String how, Instant at) throws SQLException {
    return end(workOrder, how, null, at);
  }

  /**
   * It was given up, or became another.
   *
   * @param because in a word
   * @return as {@link #end(String, String, Instant)}
   */
  @Nullable Appointment cancel(String workOrder, String because, Instant at) throws SQLException {
    return end(workOrder, "cancelled", because, at);
  }

  private @Nullable Appointment end(
      String workOrder, String how, @Nullable String because, Instant at) throws SQLException {
    return new Sql(
            connection,
            "update dispatch.appointment set state = ?, because = ?, ended_at = ?,"
                + " version = version + 1 where work_order = ? and ended_at is null returning "
                + COLUMNS)
        .with(how, because, at, workOrder)
        .first(Appointments::appointment);
  }
}
