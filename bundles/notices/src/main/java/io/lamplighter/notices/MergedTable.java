package io.lamplighter.notices;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Requests that were merged under another: their customers wait for the same work. */
record MergedTable(Connection connection) {
  void put(String requestNo, String channel, String root) throws SQLException {
    update("update notices.merged set root = ? where root = ?", root, requestNo);
    update(
        "insert into notices.merged (request_no, channel, root) values (?, ?, ?)"
            + " on conflict (request_no) do update set root = excluded.root",
        requestNo,
        channel,
        root);
  }

  void remove(String requestNo) throws SQLException {
    update("delete from notices.merged where request_no = ?", requestNo);
  }

  /** Nobody asks any more who waits for it. */
  void removeUnder(String root) throws SQLException {
    update("delete from notices.merged where root = ?", root);
  }

  private void update(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
