package io.lamplighter.intake.call;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Calls of which duty officers have to be told. */
final class PageTable {
  private final Connection connection;

  PageTable(Connection connection) {
    this.connection = connection;
  }

  /** A call whose duty officers have not been told yet. */
  record Due(String callNo, String line, String requestNo, String region, Instant at) {}

  void plan(Due due) throws SQLException {
    new Sql(
            connection,
            "insert into call.page (call_no, line, request_no, region, at)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing")
        .with(due.callNo(), due.line(), due.requestNo(), due.region(), due.at())
        .run();
  }

  /** The oldest first. */
  List<Due> due(int limit) throws SQLException {
    return new Sql(
            connection,
            "select call_no, line, request_no, region, at from call.page order by at, call_no"
                + " limit ?")
        .with(limit)
        .list(row -> new Due(row.text(), row.text(), row.text(), row.text(), row.time()));
  }

  void done(Due due) throws SQLException {
    new Sql(connection, "delete from call.page where call_no = ?").with(due.callNo()).run();
  }
}
