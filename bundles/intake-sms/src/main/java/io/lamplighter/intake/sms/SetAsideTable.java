package io.lamplighter.intake.sms;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;

/** What could not be taken in. */
final class SetAsideTable {
  private static final int KEPT_BYTES = 4096;
  private final Connection connection;

  SetAsideTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * @return false when it was kept before
   */
  boolean keep(String number, String cause, byte[] payload, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into sms.set_aside (received_at, phone, cause, payload, digest)"
                + " values (?::timestamptz, ?, ?, ?, ?) on conflict do nothing")) {
      statement.setString(1, now.toString());
      statement.setString(2, number.replace('\0', ' '));
      statement.setString(3, cause);
      statement.setBytes(4, Arrays.copyOf(payload, Math.min(payload.length, KEPT_BYTES)));
      statement.setBytes(5, Digest.of(number, cause, payload));
      return statement.executeUpdate() == 1;
    }
  }
}
