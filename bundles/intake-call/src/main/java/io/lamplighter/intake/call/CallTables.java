package io.lamplighter.intake.call;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
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
   * @param state open, taken-down or closed
   * @param version grows with every change; the ETag
   */
  record Call(
      String callNo,
      String line,
      String phone,
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
  }

  Call open(String line, String phone, String region, String agent, String day, Instant now)
      throws SQLException {
    String no;
    try (PreparedStatement statement =
            connection.prepareStatement("select lpad(nextval('call.call_seq')::text, 7, '0')");
        ResultSet row = statement.executeQuery()) {
      row.next();
      no = "C" + day + row.getString(1);
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into call.call (call_no, line, phone, region, agent, state, opened_at)"
                + " values (?, ?, ?, ?, ?, 'open', ?::timestamptz)")) {
      Parameters to = new Parameters(statement);
      to.text(no);
      to.text(line);
      to.text(phone);
      to.text(region);
      to.text(agent);
      to.text(now.toString());
      statement.executeUpdate();
    }
    return new Call(no, line, phone, region, agent, "open", now, null, null, null, 1);
  }

  /**
   * A call, its row locked.
   *
   * @throws Refusal.NotFound {@code call.unknown}, also for one of another region
   */
  Call get(Caller caller, String callNo) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SELECT + "call_no = ? for update")) {
      statement.setString(1, callNo);
      for (Call call : read(statement)) {
        if (caller.covers(call.region())) {
          return call;
        }
      }
    }
    throw new Refusal.NotFound("call.unknown", new Text("There is no such call", "没有此通话"));
  }

  /** Those that are not closed, oldest first. */
  List<Call> open(Caller caller, int most) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            SELECT + "closed_at is null and region like ? order by opened_at, call_no limit ?")) {
      statement.setString(1, caller.region() + "%");
      statement.setInt(2, most);
      return read(statement);
    }
  }

  void takenDown(String callNo, String requestNo) throws SQLException {
    update(
        "update call.call set version = version + 1, state = 'taken-down', request_no = ?"
            + " where call_no = ?",
        requestNo,
        callNo);
  }

  void transfer(String callNo, String to) throws SQLException {
    update("update call.call set version = version + 1, agent = ? where call_no = ?", to, callNo);
  }

  void close(String callNo, @Nullable String outcome, Instant now) throws SQLException {
    update(
        "update call.call set version = version + 1, state = 'closed', closed_at = ?::timestamptz, outcome = ?"
            + " where call_no = ?",
        now.toString(),
        outcome,
        callNo);
  }

  private void update(String sql, @Nullable String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static List<Call> read(PreparedStatement statement) throws SQLException {
    List<Call> calls = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        OffsetDateTime closed = row.getObject(8, OffsetDateTime.class);
        calls.add(
            new Call(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getString(9),
                row.getString(10),
                row.getLong(11)));
      }
    }
    return calls;
  }
}
