package io.lamplighter.intake.sms;

import io.lamplighter.api.store.Parameters;
import io.lamplighter.intake.sms.Incoming.Address;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that go out, their parts, and the receipts for them. */
final class OutboxTables {
  private final Connection connection;

  OutboxTables(Connection connection) {
    this.connection = connection;
  }

  /**
   * A text to send.
   *
   * @param service the number it is sent from
   * @param subject of what is written about it to the journal
   */
  record Text(
      long id,
      String notice,
      Address to,
      String service,
      String text,
      String subject,
      String region,
      Instant madeAt,
      int attempts) {}

  private static final String COLUMNS =
      " id, notice, number, ton, npi, service, text, subject, region, made_at, attempts ";

  void put(
      String notice,
      Address to,
      String service,
      String text,
      String subject,
      String region,
      Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into sms.outgoing (notice, number, ton, npi, service, text, subject, region,"
                + " made_at, next_at, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?::timestamptz, ?::timestamptz, ?::timestamptz) on conflict do nothing")) {
      Parameters values = new Parameters(statement);
      values.text(notice);
      values.text(to.number());
      values.number(to.ton());
      values.number(to.npi());
      values.text(service);
      values.text(text);
      values.text(subject);
      values.text(region);
      values.text(now.toString());
      values.text(now.toString());
      values.text(now.toString());
      statement.executeUpdate();
    }
  }

  /**
   * Keeps receipts and the ids they are for apart: whichever comes second sees the first.
   *
   * @param receipt receipts do not wait for each other
   */
  void lock(boolean receipt) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_advisory_xact_lock"
                + (receipt ? "_shared" : "")
                + "(hashtextextended('sms receipts', 0))")) {
      statement.execute();
    }
  }

  /** How many texts were made for this number since then. */
  int count(String number, Instant since) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select count(*) from sms.outgoing where number = ? and made_at > ?::timestamptz")) {
      statement.setString(1, number);
      statement.setString(2, since.toString());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /** Takes texts that are due; nobody else gets them until {@code lease} is over. */
  List<Text> take(int most, Instant now, Duration lease) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update sms.outgoing set next_at = ?::timestamptz where id in (select id from"
                + " sms.outgoing where state = 'waiting' and next_at <= ?::timestamptz"
                + " order by next_at, id limit ? for update skip locked) returning"
                + COLUMNS)) {
      Parameters to = new Parameters(statement);
      to.text(now.plus(lease).toString());
      to.text(now.toString());
      to.number(most);
      return read(statement);
    }
  }

  /** The parts that the centre has taken already, and the ids it gave them. */
  Map<Integer, String> parts(long id) throws SQLException {
    Map<Integer, String> parts = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select which, message_id from sms.sent_part where outgoing = ?")) {
      statement.setLong(1, id);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          parts.put(row.getInt(1), row.getString(2));
        }
      }
    }
    return parts;
  }

  void partSent(long id, int which, String messageId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into sms.sent_part (outgoing, which, message_id) values (?, ?, ?)"
                + " on conflict do nothing")) {
      statement.setLong(1, id);
      statement.setInt(2, which);
      statement.setString(3, messageId);
      statement.executeUpdate();
    }
  }

  void postpone(long id, Instant next, String cause) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update sms.outgoing set next_at = ?::timestamptz, attempts = attempts + 1, cause = ?"
                + " where id = ?")) {
      statement.setString(1, next.toString());
      statement.setString(2, cause);
      statement.setLong(3, id);
      statement.executeUpdate();
    }
  }

  /**
   * Moves a text on to sent, delivered or failed.
   *
   * @return false when it is there, or further, already
   */
  boolean move(long id, String state, @Nullable String cause, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update sms.outgoing set state = ?, cause = ?, changed_at = ?::timestamptz"
                + " where id = ? and state <> ? and state not in ('delivered', 'failed')")) {
      Parameters to = new Parameters(statement);
      to.text(state);
      to.text(cause);
      to.text(now.toString());
      to.number(id);
      to.text(state);
      return statement.executeUpdate() == 1;
    }
  }

  /** The latest of its kind for an id; a centre that was restarted counts from the beginning. */
  void keep(Receipt receipt, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into sms.receipt (message_id, state, error, received_at)"
                + " values (?, ?, ?, ?::timestamptz) on conflict (message_id, state)"
                + " do update set error = excluded.error, received_at = excluded.received_at")) {
      statement.setString(1, receipt.messageId());
      statement.setString(2, receipt.state());
      statement.setString(3, receipt.error());
      statement.setString(4, now.toString());
      statement.executeUpdate();
    }
  }

  /** The text that a receipt is for, its row locked; null when it is not there, or not yet. */
  @Nullable Text receipted(Receipt receipt) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select"
                + COLUMNS
                + "from sms.outgoing where id = (select outgoing from sms.sent_part"
                + " where message_id = any (?::text[])"
                + " order by message_id = ? desc, outgoing desc limit 1) for update")) {
      Parameters to = new Parameters(statement);
      to.array(receipt.spellings(), id -> id);
      to.text(receipt.messageId());
      List<Text> found = read(statement);
      return found.isEmpty() ? null : found.get(0);
    }
  }

  /** The receipts that came for the parts of a text, by the parts' numbers. */
  Map<Integer, List<Receipt>> receipts(Text text) throws SQLException {
    Map<Integer, List<Receipt>> receipts = new HashMap<>();
    for (Map.Entry<Integer, String> part : parts(text.id()).entrySet()) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select message_id, state, error from sms.receipt r"
                  + " where message_id = any (?::text[]) and received_at >= ?::timestamptz"
                  + " and (message_id = ? or not exists (select from sms.sent_part p"
                  + " where p.message_id = r.message_id))")) {
        Parameters to = new Parameters(statement);
        to.array(new Receipt(part.getValue(), "", null).spellings(), one -> one);
        to.text(text.madeAt().toString());
        to.text(part.getValue());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            receipts
                .computeIfAbsent(part.getKey(), key -> new ArrayList<>())
                .add(new Receipt(row.getString(1), row.getString(2), row.getString(3)));
          }
        }
      }
    }
    return receipts;
  }

  private static List<Text> read(PreparedStatement statement) throws SQLException {
    List<Text> texts = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        texts.add(
            new Text(
                row.getLong(1),
                row.getString(2),
                new Address(row.getString(3), row.getInt(4), row.getInt(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getObject(10, OffsetDateTime.class).toInstant(),
                row.getInt(11)));
      }
    }
    return texts;
  }
}
