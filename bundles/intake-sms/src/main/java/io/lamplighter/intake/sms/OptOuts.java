package io.lamplighter.intake.sms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Who wants no notices by text. Answers to own texts are no notices. */
final class OptOuts {
  private final Connection connection;

  OptOuts(Connection connection) {
    this.connection = connection;
  }

  boolean has(String phone) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select from sms.opted_out where phone = ?")) {
      statement.setString(1, phone);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  void set(String phone, boolean out, Instant now) throws SQLException {
    String sql =
        out
            ? "insert into sms.opted_out (phone, since) values (?, ?::timestamptz)"
                + " on conflict do nothing"
            : "delete from sms.opted_out where phone = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, phone);
      if (out) {
        statement.setString(2, now.toString());
      }
      statement.executeUpdate();
    }
  }
}
