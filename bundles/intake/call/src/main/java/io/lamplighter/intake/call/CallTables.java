package io.lamplighter.intake.call;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.personal.Mask;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls that agents have open, or had. */
final class CallTables {
  private static final String SELECT =
      "select call_no, line, phone, region, agent, state, opened_at, closed_at, request_no, outcome,"
          + " version from call.call where ";

  private final Connection connection;

  CallTables(Connection connection) {
    this.connection = connection;
  }

  /**
   * A call.
   *
   * @param line 95598 or vip
   * @param phone as the switch told it; null when the caller withholds it
   * @param state open, taken-down or closed
   * @param version grows with every change; the ETag
   */
  record Call(
      String callNo,
      String line,
      @Nullable String phone,
      String region,
      String agent,
      String state,
      Instant openedAt,
      @Nullable Instant closedAt,
      @Nullable String requestNo,
      @Nullable String outcome,
      long version) {
    boolean isVip() {
      return line.equals("vip");
    }

    /** As it is shown among many, or to who has only moved it. */
    Call withoutPhone() {
      String hidden = Objects.requireNonNullElse(Mask.phone(phone), "");
      return new Call(
          callNo, line, hidden, region, agent, state, openedAt, closedAt, requestNo, outcome,
          version);
    }
  }

  Call open(
      String line, @Nullable String phone, String region, String agent, String day, Instant now)
      throws SQLException {
    String no =
        "C"
            + day
            + new Sql(connection, "select lpad(nextval('call.call_seq')::text, 7, '0')")
                .only(Row::text);
    new Sql(
            connection,
            "insert into call.call (call_no, line, phone, region, agent, state, opened_at)"
                + " values (?, ?, ?, ?, ?, 'open', ?::timestamptz)")
        .with(no, line, phone, region, agent, now)
        .run();
    return new Call(no, line, phone, region, agent, "open", now, null, null, null, 1);
  }

  /**
   * A call, its row locked.
   *
   * @throws Refusal.NotFound {@code call.unknown}, also for one of another region
   */
  Call get(Caller caller, String callNo) throws SQLException {
    Call call =
        new Sql(connection, SELECT + "call_no = ? for update").with(callNo).first(CallTables::call);
    if (call != null && caller.covers(call.region())) {
      return call;
    }
    throw new Refusal.NotFound("call.unknown", new Text("There is no such call", "没有此通话"));
  }

  /** Those that are not closed, oldest first. */
  List<Call> open(Caller caller, int most) throws SQLException {
    return new Sql(
            connection,
            SELECT + "closed_at is null and region like ? order by opened_at, call_no limit ?")
        .with(caller.region() + "%", most)
        .list(CallTables::call);
  }

  /**
   * Lets an agent make the call's request, unless another one does or did.
   *
   * @return whose it is
   */
  String claim(String callNo, String agent) throws SQLException {
    return new Sql(
            connection,
            "update call.call set taken_by = coalesce(taken_by, ?) where call_no = ?"
                + " returning taken_by")
        .with(agent, callNo)
        .only(Row::text);
  }

  void takenDown(String callNo, String requestNo) throws SQLException {
    update(
        "update call.call set version = version + 1, state = 'taken-down', request_no = ?"
            + " where call_no = ?",
        requestNo,
        callNo);
  }

  void transfer(String callNo, String to) throws SQLException {
    update(
        "update call.call set version = version + 1, agent = ?, taken_by = case when request_no is"
            + " null then null else taken_by end where call_no = ?",
        to,
        callNo);
  }

  void close(String callNo, @Nullable String outcome, Instant now) throws SQLException {
    update(
        "update call.call set version = version + 1, state = 'closed', closed_at = ?::timestamptz, outcome = ?"
            + " where call_no = ?",
        now,
        outcome,
        callNo);
  }

  private void update(String sql, @Nullable Object... values) throws SQLException {
    new Sql(connection, sql).with(values).run();
  }

  private static Call call(Row row) throws SQLException {
    return new Call(
        row.text(),
        row.text(),
        row.maybeText(),
        row.text(),
        row.text(),
        row.text(),
        row.time(),
        row.maybeTime(),
        row.maybeText(),
        row.maybeText(),
        row.number());
  }
}
