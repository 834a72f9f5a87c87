package io.lamplighter.intake.sms;

import io.lamplighter.intake.sms.Incoming.Address;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that came in, and what became of them. */
final class InboxTables {
  private static final String COLUMNS =
      " id, number, ton, npi, service, text, handled_at is not null ";

  private final Connection connection;

  InboxTables(Connection connection) {
    this.connection = connection;
  }

  /** Nobody else takes a text of this number in until this transaction ends. */
  void lock(String number) throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtextextended('sms ' || ?, 0))")
        .with(number)
        .call();
  }

  /** The same text from the same number since then; null when there is none. */
  @Nullable IncomingText known(byte[] digest, Instant since) throws SQLException {
    return new Sql(
            connection,
            "select"
                + COLUMNS
                + "from sms.incoming where digest = ? and received_at > ?"
                + " order by received_at desc limit 1")
        .with(digest, since)
        .first(InboxTables::message);
  }

  IncomingText keep(Address from, String service, byte[] digest, String text, Instant now)
      throws SQLException {
    return new Sql(
            connection,
            "insert into sms.incoming (phone, number, ton, npi, service, digest, text, received_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) returning"
                + COLUMNS)
        .with(Keys.phone(from.number()), from.number(), from.ton(), from.npi(), service)
        .with(digest, text, now)
        .only(InboxTables::message);
  }

  /** Those that nobody has answered yet, received before then. */
  List<IncomingText> waiting(Instant before) throws SQLException {
    return new Sql(
            connection,
            "select"
                + COLUMNS
                + "from sms.incoming where handled_at is null and received_at < ?"
                + " order by id limit 100")
        .with(before)
        .list(InboxTables::message);
  }

  /**
   * @return false when it was handled already
   */
  boolean handled(long id, String outcome, @Nullable String requestNo, Instant now)
      throws SQLException {
    return new Sql(
                connection,
                "update sms.incoming set handled_at = ?, outcome = ?, request_no = ?"
                    + " where id = ? and handled_at is null")
            .with(now, outcome, requestNo, id)
            .run()
        == 1;
  }

  /** The request that this phone asked for last, null when there is none. */
  @Nullable String lastRequest(String phone) throws SQLException {
    return new Sql(
            connection,
            "select request_no from sms.incoming where phone = ? and request_no is not null"
                + " order by id desc limit 1")
        .with(phone)
        .first(Row::text);
  }

  private static IncomingText message(Row row) throws SQLException {
    return new IncomingText(
        row.number(),
        new Address(row.text(), row.count(), row.count()),
        row.text(),
        row.text(),
        row.is());
  }
}
