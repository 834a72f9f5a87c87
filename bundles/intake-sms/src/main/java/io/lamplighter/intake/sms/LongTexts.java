package io.lamplighter.intake.sms;

import io.lamplighter.api.store.Parameters;
import io.lamplighter.intake.sms.Incoming.Address;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts long texts together from their parts, which may come in any order, more than once, or not at
 * all.
 */
final class LongTexts {
  /** Longer texts are set aside. */
  static final int MOST_PARTS = 40;

  /** More that are unfinished from one number are set aside. */
  private static final int MOST_OPEN = 20;

  private final Connection connection;
  private final Duration patience;

  /**
   * @param patience how long to wait for the missing parts
   */
  LongTexts(Connection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience;
  }

  /** All that there is of a long text, with what stands for missing parts. */
  record Whole(Address from, String service, String text, byte[] octets) {}

  private record LongText(long id, Address from, String service, int total, boolean open) {}

  /**
   * Takes a part in.
   *
   * @return the whole text when this was its last part, else null
   * @throws Unreadable {@code too-many-parts}, {@code too-many-texts}, or {@code late-part} for one
   *     that comes when its text was taken in without it
   */
  @Nullable Whole add(Incoming incoming, Part part, Instant now) throws SQLException, Unreadable {
    if (part.total() > MOST_PARTS) {
      throw new Unreadable("too-many-parts");
    }
    LongText text = latest(incoming, part, now);
    byte[] known = text == null ? null : body(text.id(), part.number());
    boolean repeated = known != null && java.util.Arrays.equals(known, incoming.body());
    if (repeated) {
      return null;
    }
    if (text == null || known != null) {
      text = open(incoming, part, now);
    } else if (!text.open()) {
      throw new Unreadable("late-part");
    }
    keep(text.id(), incoming, part);
    return count(text.id()) == text.total() ? close(text, "", now) : null;
  }

  /**
   * Closes those whose missing parts were waited for long enough.
   *
   * @param gap stands for each run of missing parts
   */
  List<Whole> closeOverdue(String gap, Instant now) throws SQLException {
    List<LongText> overdue;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, number, ton, npi, service, total, true from sms.long_text"
                + " where closed_at is null and opened_at <= ?::timestamptz"
                + " order by id limit 100 for update skip locked")) {
      statement.setString(1, now.minus(patience).toString());
      overdue = read(statement);
    }
    List<Whole> wholes = new ArrayList<>();
    for (LongText text : overdue) {
      wholes.add(close(text, gap, now));
    }
    return wholes;
  }

  /** Forgets those that nobody asks for any more. */
  void forget(Instant closedBefore) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from sms.long_text where closed_at < ?::timestamptz")) {
      statement.setString(1, closedBefore.toString());
      statement.executeUpdate();
    }
  }

  /** The text this part may belong to. A phone counts its references round, so not an old one. */
  private @Nullable LongText latest(Incoming incoming, Part part, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select id, number, ton, npi, service, total, closed_at is null from sms.long_text"
                + " where number = ? and service = ? and reference = ? and total = ?"
                + " and opened_at > ?::timestamptz order by opened_at desc, id desc limit 1")) {
      Parameters to = new Parameters(statement);
      to.text(incoming.from().number());
      to.text(incoming.service());
      to.number(part.reference());
      to.number(part.total());
      to.text(now.minus(patience.multipliedBy(2)).toString());
      List<LongText> found = read(statement);
      return found.isEmpty() ? null : found.get(0);
    }
  }

  private LongText open(Incoming incoming, Part part, Instant now) throws SQLException, Unreadable {
    String open = "select count(*) from sms.long_text where number = ? and closed_at is null";
    try (PreparedStatement statement = connection.prepareStatement(open)) {
      statement.setString(1, incoming.from().number());
      try (ResultSet row = statement.executeQuery()) {
        if (row.next() && row.getInt(1) >= MOST_OPEN) {
          throw new Unreadable("too-many-texts");
        }
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into sms.long_text (number, ton, npi, service, reference, total, opened_at)"
                + " values (?, ?, ?, ?, ?, ?, ?::timestamptz)"
                + " returning id, number, ton, npi, service, total, true")) {
      Parameters to = new Parameters(statement);
      to.text(incoming.from().number());
      to.number(incoming.from().ton());
      to.number(incoming.from().npi());
      to.text(incoming.service());
      to.number(part.reference());
      to.number(part.total());
      to.text(now.toString());
      return read(statement).get(0);
    }
  }

  private byte @Nullable [] body(long text, int which) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select body from sms.part where long_text = ? and which = ?")) {
      statement.setLong(1, text);
      statement.setInt(2, which);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    }
  }

  private void keep(long text, Incoming incoming, Part part) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into sms.part (long_text, which, alphabet, body) values (?, ?, ?, ?)")) {
      statement.setLong(1, text);
      statement.setInt(2, part.number());
      statement.setString(3, incoming.alphabet().name());
      statement.setBytes(4, incoming.body());
      statement.executeUpdate();
    }
  }

  private int count(long text) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select count(*) from sms.part where long_text = ?")) {
      statement.setLong(1, text);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private Whole close(LongText text, String gap, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update sms.long_text set closed_at = ?::timestamptz where id = ?")) {
      statement.setString(1, now.toString());
      statement.setLong(2, text.id());
      statement.executeUpdate();
    }
    StringBuilder written = new StringBuilder();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    Alphabet alphabet = Alphabet.UCS2;
    int expected = 1;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select which, alphabet, body from sms.part where long_text = ? order by which")) {
      statement.setLong(1, text.id());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Alphabet next = Alphabet.valueOf(row.getString(2));
          boolean missing = row.getInt(1) != expected;
          // A character may stand in two parts: only a gap or another alphabet ends a run.
          if (missing || next != alphabet) {
            written.append(alphabet.decode(run.toByteArray())).append(missing ? gap : "");
            run.reset();
          }
          alphabet = next;
          byte[] body = Objects.requireNonNull(row.getBytes(3));
          run.writeBytes(body);
          octets.writeBytes(body);
          expected = row.getInt(1) + 1;
        }
      }
    }
    written.append(alphabet.decode(run.toByteArray())).append(expected <= text.total() ? gap : "");
    return new Whole(text.from(), text.service(), written.toString(), octets.toByteArray());
  }

  private static List<LongText> read(PreparedStatement statement) throws SQLException {
    List<LongText> texts = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        texts.add(
            new LongText(
                row.getLong(1),
                new Address(row.getString(2), row.getInt(3), row.getInt(4)),
                row.getString(5),
                row.getInt(6),
                row.getBoolean(7)));
      }
    }
    return texts;
  }
}
