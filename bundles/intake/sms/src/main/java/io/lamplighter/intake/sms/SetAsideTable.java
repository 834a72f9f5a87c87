package io.lamplighter.intake.sms;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
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
    byte[] kept = Arrays.copyOf(payload, Math.min(payload.length, KEPT_BYTES));
    return new Sql(
                connection,
                "insert into sms.set_aside (received_at, phone, cause, payload, digest)"
                    + " values (?, ?, ?, ?, ?) on conflict do nothing")
            .with(now, number.replace('\0', ' '), cause, kept, Digest.of(number, cause, payload))
            .run()
        == 1;
  }
}
