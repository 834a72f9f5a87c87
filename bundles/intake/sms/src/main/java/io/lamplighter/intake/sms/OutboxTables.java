package io.lamplighter.intake.sms;

import io.lamplighter.intake.sms.Incoming.Address;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts that go out, and their parts. */
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
      Instant madeAt) {}

  /** A text that is to be sent now. */
  record DueText(Text text, Due due) {}

  private static final String COLUMNS =
      " id, notice, number, ton, npi, service, text, subject, region, made_at ";

  /**
   * @return its id; null when it was there already
   */
  @Nullable Long put(
      String notice,
      Address to,
      String service,
      String text,
      String subject,
      String region,
      Instant now)
      throws SQLException {
    return new Sql(
            connection,
            "insert into sms.outgoing (notice, number, ton, npi, service, text, subject, region,"
                + " made_at, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing returning id")
        .with(notice, to.number(), to.ton(), to.npi(), service, text, subject, region, now, now)
        .first(Row::number);
  }

  /** How many texts were made for this number since then. */
  int count(String number, Instant since) throws SQLException {
    return new Sql(connection, "select count(*) from sms.outgoing where number = ? and made_at > ?")
        .with(number, since)
        .only(Row::count);
  }

  /** Those of these texts that are not sent yet, in order. */
  List<DueText> waiting(List<Due> all) throws SQLException {
    return new Sql(
            connection,
            "select"
                + COLUMNS
                + ", place from unnest(?::bigint[]) with ordinality as taken (id, place)"
                + " join sms.outgoing using (id) where state = 'waiting' order by place")
        .array(all, Due::key)
        .list(row -> new DueText(text(row), all.get(row.count() - 1)));
  }

  /** The parts that the centre has taken already, and the ids it gave them. */
  Map<Integer, String> parts(long id) throws SQLException {
    Map<Integer, String> parts = new HashMap<>();
    new Sql(connection, "select which, message_id from sms.sent_part where outgoing = ?")
        .with(id)
        .each(row -> parts.put(row.count(), row.text()));
    return parts;
  }

  void partSent(long id, int which, String messageId) throws SQLException {
    new Sql(
            connection,
            "insert into sms.sent_part (outgoing, which, message_id) values (?, ?, ?)"
                + " on conflict do nothing")
        .with(id, which, messageId)
        .run();
  }

  /**
   * Moves a text on to sent, delivered, failed or withheld.
   *
   * @return false when it is there, or further, already
   */
  boolean move(long id, String state, @Nullable String cause, Instant now) throws SQLException {
    return new Sql(
                connection,
                "update sms.outgoing set state = ?, cause = ?, changed_at = ?,"
                    // The code behind a link's # is the customer's alone, and needed no more.
                    + " text = regexp_replace(text, '(https?://[^ #]+#)[A-Za-z0-9_-]+', '\\1-')"
                    + " where id = ? and state <> ?"
                    + " and state not in ('delivered', 'failed', 'withheld')")
            .with(state, cause, now, id, state)
            .run()
        == 1;
  }

  /** The parts that have one of these ids with the centre, the latest first. */
  List<SentPart> sentAs(Collection<String> messageIds) throws SQLException {
    return new Sql(
            connection,
            "select"
                + COLUMNS
                + ", which, message_id from sms.outgoing join sms.sent_part on outgoing = id"
                + " where message_id = any (?::text[]) order by id desc, which limit 100")
        .array(messageIds)
        .list(row -> new SentPart(text(row), row.count(), row.text()));
  }

  /** A text, its row locked. */
  Text locked(long id) throws SQLException {
    return new Sql(connection, "select" + COLUMNS + "from sms.outgoing where id = ? for update")
        .with(id)
        .only(OutboxTables::text);
  }

  private static Text text(Row row) throws SQLException {
    return new Text(
        row.number(),
        row.text(),
        new Address(row.text(), row.count(), row.count()),
        row.text(),
        row.text(),
        row.text(),
        row.text(),
        row.time());
  }
}
