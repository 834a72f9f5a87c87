package io.lamplighter.intake.sms;

import io.lamplighter.intake.sms.OutboxTables.Text;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the centre has said of our texts, and of which of their parts it was said. */
final class ReceiptTable {
  private final Connection connection;
  private final OutboxTables texts;

  ReceiptTable(Connection connection) {
    this.connection = connection;
    this.texts = new OutboxTables(connection);
  }

  /**
   * Keeps receipts and the ids they are for apart: whichever comes second sees the first.
   *
   * @param receipt receipts do not wait for each other
   */
  void lock(boolean receipt) throws SQLException {
    new Sql(
            connection,
            "select pg_advisory_xact_lock"
                + (receipt ? "_shared" : "")
                + "(hashtextextended('sms receipts', 0))")
        .call();
  }

  /**
   * Keeps the latest of its kind for an id; a centre that was restarted counts from the beginning.
   *
   * @return the text it is for, its row locked; null when it is not there, or not yet
   */
  @Nullable Text keep(DeliveryReceipt receipt, Instant now) throws SQLException {
    List<SentPart> parts = texts.sentAs(MessageId.spellings(receipt.messageId()));
    boolean converts = converts();
    SentPart part =
        parts.stream()
            .filter(one -> receipt.fits(one, converts) > 0)
            .max(Comparator.comparingInt(one -> receipt.fits(one, converts)))
            .orElse(null);
    new Sql(
            connection,
            """
            insert into sms.receipt (message_id, state, error, received_at, numbers, outgoing, which)
            values (?, ?, ?, ?, ?::text[], ?::bigint, ?::int)
            on conflict (message_id, state) do update set error = excluded.error,
              received_at = excluded.received_at, numbers = excluded.numbers,
              outgoing = excluded.outgoing, which = excluded.which""")
        .with(receipt.messageId(), receipt.state(), receipt.error(), now)
        .array(receipt.numbers())
        .with(part == null ? null : Long.toString(part.text().id()))
        .with(part == null ? null : Integer.toString(part.which()))
        .run();
    return part == null ? null : texts.locked(part.text().id());
  }

  /**
   * Whether the centre writes ids in receipts in another base than in its answers, as far as its
   * latest ones tell: a letter in either is a hexadecimal one.
   */
  private boolean converts() throws SQLException {
    Boolean other =
        new Sql(
                connection,
                """
                select p.message_id <> r.message_id
                  from (select * from sms.receipt where outgoing is not null
                         order by id desc limit 100) r
                  join sms.sent_part p on p.outgoing = r.outgoing and p.which = r.which
                 where p.message_id || r.message_id ~ '[a-f]'
                 order by r.id desc limit 1""")
            .first(Row::is);
    return Boolean.TRUE.equals(other);
  }

  /** Gives a text the receipts that came before the centre had answered it. */
  void adopt(Text text) throws SQLException {
    boolean converts = converts();
    for (Map.Entry<Integer, String> part : texts.parts(text.id()).entrySet()) {
      SentPart sent = new SentPart(text, part.getKey(), part.getValue());
      for (Map.Entry<Long, DeliveryReceipt> orphan : orphans(sent).entrySet()) {
        if (orphan.getValue().fits(sent, converts) > 0) {
          adopt(orphan.getKey(), sent);
        }
      }
    }
  }

  /** Without a number to go by, an id that another text has to the letter is that text's. */
  private Map<Long, DeliveryReceipt> orphans(SentPart part) throws SQLException {
    Map<Long, DeliveryReceipt> orphans = new HashMap<>();
    new Sql(
            connection,
            """
            select id, message_id, state, error, numbers from sms.receipt r
             where message_id = any (?::text[]) and received_at >= ?
               and outgoing is null
               and (message_id = ? or numbers <> '{}'
                    or not exists (select from sms.sent_part p where p.message_id = r.message_id))
            """)
        .array(MessageId.spellings(part.messageId()))
        .with(part.text().madeAt(), part.messageId())
        .each(
            row ->
                orphans.put(
                    row.number(),
                    new DeliveryReceipt(
                        row.text(), row.text(), row.maybeText(), new TreeSet<>(row.texts()))));
    return orphans;
  }

  private void adopt(long receipt, SentPart part) throws SQLException {
    new Sql(connection, "update sms.receipt set outgoing = ?, which = ? where id = ?")
        .with(part.text().id(), part.which(), receipt)
        .run();
  }

  /** The receipts for the parts of a text, by the parts' numbers. */
  Map<Integer, List<DeliveryReceipt>> of(Text text) throws SQLException {
    Map<Integer, List<DeliveryReceipt>> receipts = new HashMap<>();
    new Sql(
            connection,
            "select which, message_id, state, error from sms.receipt where outgoing = ?"
                + " and received_at >= ?")
        .with(text.id(), text.madeAt())
        .each(
            row ->
                receipts
                    .computeIfAbsent(row.count(), which -> new ArrayList<>())
                    .add(new DeliveryReceipt(row.text(), row.text(), row.maybeText(), Set.of())));
    return receipts;
  }
}
