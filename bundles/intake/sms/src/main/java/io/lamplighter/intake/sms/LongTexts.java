package io.lamplighter.intake.sms;

import io.lamplighter.intake.sms.Incoming.Address;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

  private record KeptPart(int which, Alphabet alphabet, byte[] body) {}

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
    List<LongText> overdue =
        new Sql(
                connection,
                "select id, number, ton, npi, service, total, true from sms.long_text"
                    + " where closed_at is null and opened_at <= ?"
                    + " order by id limit 100 for update skip locked")
            .with(now.minus(patience))
            .list(LongTexts::longText);
    List<Whole> wholes = new ArrayList<>();
    for (LongText text : overdue) {
      wholes.add(close(text, gap, now));
    }
    return wholes;
  }

  /** The text this part may belong to. A phone counts its references round, so not an old one. */
  private @Nullable LongText latest(Incoming incoming, Part part, Instant now) throws SQLException {
    return new Sql(
            connection,
            "select id, number, ton, npi, service, total, closed_at is null from sms.long_text"
                + " where number = ? and service = ? and reference = ? and total = ?"
                + " and opened_at > ? order by opened_at desc, id desc limit 1")
        .with(incoming.from().number(), incoming.service(), part.reference(), part.total())
        .with(now.minus(patience.multipliedBy(2)))
        .first(LongTexts::longText);
  }

  private LongText open(Incoming incoming, Part part, Instant now) throws SQLException, Unreadable {
    Address from = incoming.from();
    int open =
        new Sql(
                connection,
                "select count(*) from sms.long_text where number = ? and closed_at is null")
            .with(from.number())
            .only(Row::count);
    if (open >= MOST_OPEN) {
      throw new Unreadable("too-many-texts");
    }
    return new Sql(
            connection,
            "insert into sms.long_text (number, ton, npi, service, reference, total, opened_at)"
                + " values (?, ?, ?, ?, ?, ?, ?)"
                + " returning id, number, ton, npi, service, total, true")
        .with(from.number(), from.ton(), from.npi(), incoming.service())
        .with(part.reference(), part.total(), now)
        .only(LongTexts::longText);
  }

  private byte @Nullable [] body(long text, int which) throws SQLException {
    return new Sql(connection, "select body from sms.part where long_text = ? and which = ?")
        .with(text, which)
        .first(Row::bytes);
  }

  private void keep(long text, Incoming incoming, Part part) throws SQLException {
    new Sql(
            connection,
            "insert into sms.part (long_text, which, alphabet, body) values (?, ?, ?, ?)")
        .with(text, part.number(), incoming.alphabet().name(), incoming.body())
        .run();
  }

  private int count(long text) throws SQLException {
    return new Sql(connection, "select count(*) from sms.part where long_text = ?")
        .with(text)
        .only(Row::count);
  }

  private Whole close(LongText text, String gap, Instant now) throws SQLException {
    new Sql(connection, "update sms.long_text set closed_at = ? where id = ?")
        .with(now, text.id())
        .run();
    StringBuilder written = new StringBuilder();
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    ByteArrayOutputStream run = new ByteArrayOutputStream();
    Alphabet alphabet = Alphabet.UCS2;
    int expected = 1;
    for (KeptPart part : parts(text.id())) {
      boolean missing = part.which() != expected;
      // A character may stand in two parts: only a gap or another alphabet ends a run.
      if (missing || part.alphabet() != alphabet) {
        written.append(alphabet.decode(run.toByteArray())).append(missing ? gap : "");
        run.reset();
      }
      alphabet = part.alphabet();
      run.writeBytes(part.body());
      octets.writeBytes(part.body());
      expected = part.which() + 1;
    }
    written.append(alphabet.decode(run.toByteArray())).append(expected <= text.total() ? gap : "");
    return new Whole(text.from(), text.service(), written.toString(), octets.toByteArray());
  }

  private List<KeptPart> parts(long text) throws SQLException {
    return new Sql(
            connection,
            "select which, alphabet, body from sms.part where long_text = ? order by which")
        .with(text)
        .list(row -> new KeptPart(row.count(), Alphabet.valueOf(row.text()), row.bytes()));
  }

  private static LongText longText(Row row) throws SQLException {
    return new LongText(
        row.number(),
        new Address(row.text(), row.count(), row.count()),
        row.text(),
        row.count(),
        row.is());
  }
}
