package io.lamplighter.notices;

import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

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

  /** Nobody asks any more who waits for them. */
  void removeUnder(Collection<String> roots) throws SQLException {
    if (roots.isEmpty()) {
      return;
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from notices.merged where root = any (?)")) {
      new Parameters(delete).array(roots, root -> root);
      delete.executeUpdate();
    }
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
