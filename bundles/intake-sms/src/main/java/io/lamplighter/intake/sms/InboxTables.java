package io.lamplighter.intake.sms;

import io.lamplighter.api.Keys;
import io.lamplighter.api.store.Parameters;
import io.lamplighter.intake.sms.Incoming.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_advisory_xact_lock(hashtextextended('sms ' || ?, 0))")) {
      statement.setString(1, number);
      statement.execute();
    }
  }

  /** The same text from the same number since then; null when there is none. */
  @Nullable Message known(byte[] digest, Instant since) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select"
                + COLUMNS
                + "from sms.incoming where digest = ? and received_at > ?::timestamptz"
                + " order by received_at desc limit 1")) {
      statement.setBytes(1, digest);
      statement.setString(2, since.toString());
      List<Message> found = read(statement);
      return found.isEmpty() ? null : found.get(0);
    }
  }

  Message keep(Address from, String service, byte[] digest, String text, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into sms.incoming (phone, number, ton, npi, service, digest, text, received_at)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?::timestamptz) returning"
                + COLUMNS)) {
      statement.setString(1, Keys.phone(from.number()));
      statement.setString(2, from.number());
      statement.setInt(3, from.ton());
      statement.setInt(4, from.npi());
      statement.setString(5, service);
      statement.setBytes(6, digest);
      statement.setString(7, text);
      statement.setString(8, now.toString());
      return read(statement).get(0);
    }
  }

  /** Those that nobody has answered yet, received before then. */
  List<Message> waiting(Instant before) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select"
                + COLUMNS
                + "from sms.incoming where handled_at is null and received_at < ?::timestamptz"
                + " order by id limit 100")) {
      statement.setString(1, before.toString());
      return read(statement);
    }
  }

  /**
   * @return false when it was handled already
   */
  boolean handled(long id, String outcome, @Nullable String requestNo, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update sms.incoming set handled_at = ?::timestamptz, outcome = ?, request_no = ?"
                + " where id = ? and handled_at is null")) {
      Parameters to = new Parameters(statement);
      to.text(now.toString());
      to.text(outcome);
      to.text(requestNo);
      to.number(id);
      return statement.executeUpdate() == 1;
    }
  }

  /** The request that this phone asked for last, null when there is none. */
  @Nullable String lastRequest(String phone) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select request_no from sms.incoming where phone = ? and request_no is not null"
                + " order by id desc limit 1")) {
      statement.setString(1, phone);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }

  private static List<Message> read(PreparedStatement statement) throws SQLException {
    List<Message> messages = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        messages.add(
            new Message(
                row.getLong(1),
                new Address(row.getString(2), row.getInt(3), row.getInt(4)),
                row.getString(5),
                row.getString(6),
                row.getBoolean(7)));
      }
    }
    return messages;
  }
}
