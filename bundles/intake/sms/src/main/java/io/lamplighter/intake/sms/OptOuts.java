package io.lamplighter.intake.sms;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Who wants no notices by text. Answers to own texts are no notices. */
final class OptOuts {
  private final Connection connection;

  OptOuts(Connection connection) {
    this.connection = connection;
  }

  boolean has(String phone) throws SQLException {
    return new Sql(connection, "select from sms.opted_out where phone = ?").with(phone).isThere();
  }

  void set(String phone, boolean out, Instant now) throws SQLException {
    if (out) {
      new Sql(
              connection,
              "insert into sms.opted_out (phone, since) values (?, ?) on conflict do nothing")
          .with(phone, now)
          .run();
    } else {
      new Sql(connection, "delete from sms.opted_out where phone = ?").with(phone).run();
    }
  }
}
