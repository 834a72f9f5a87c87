package io.lamplighter.intake.sms;

import io.lamplighter.api.Keys;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.sms.Incoming.Address;
import io.lamplighter.intake.sms.OutboxTables.Text;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps what is to be sent until the centre has taken it, and what it says has become of it. */
final class Outbox {
  /** Numbers of customers as they are known to us: unknown type, ISDN plan (SMPP 3.4, 5.2.5-6). */
  private static final int UNKNOWN_TON = 0;

  private static final int ISDN_NPI = 1;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Figures figures;
  private final String service;
  private final int answersPerHour;
  private volatile Runnable alarm = () -> {};

  /**
   * @param service our own number
   * @param answersPerHour most texts to one number, so that we never talk to another machine for
   *     ever
   */
  Outbox(
      UnitOfWork work,
      Journal journal,
      InstantSource clock,
      Figures figures,
      String service,
      int answersPerHour) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.figures = figures;
    this.service = service;
    this.answersPerHour = answersPerHour;
  }

  /** Whom to tell that there is something to send. */
  void onNews(Runnable whom) {
    alarm = whom;
  }

  void wake() {
    alarm.run();
  }

  /** The answer to a text, to be sent once the transaction has committed. */
  void answer(Transaction transaction, Message message, @Nullable String requestNo, String text)
      throws SQLException {
    OutboxTables tables = new OutboxTables(transaction.connection());
    Instant now = now();
    if (tables.count(message.from().number(), now.minus(HOUR)) < answersPerHour) {
      String ref = message.channelRef();
      tables.put(
          ref,
          message.from(),
          service.isEmpty() ? message.service() : service,
          text,
          Objects.requireNonNullElse(requestNo, ref),
          "",
          now);
    }
  }

  Carrier.Outcome carry(Notice notice) {
    String phone = notice.phone();
    if (phone == null || Keys.phone(phone).length() < 5) {
      return Carrier.Outcome.NO_ADDRESS;
    }
    String key = Keys.phone(phone);
    Carrier.Outcome outcome =
        work.call(
            transaction -> {
              if (new OptOuts(transaction.connection()).has(key)) {
                return Carrier.Outcome.OPTED_OUT;
              }
              Address to = new Address(key, UNKNOWN_TON, ISDN_NPI);
              new OutboxTables(transaction.connection())
                  .put(
                      notice.id(),
                      to,
                      service,
                      notice.text(),
                      notice.requestNo(),
                      notice.region(),
                      now());
              if (notice.asksForScore()) {
                Visits.ask(transaction, notice.requestNo(), key, now());
              }
              return Carrier.Outcome.TAKEN;
            });
    wake();
    return outcome;
  }

  /** Texts that are due, and the parts of each that the centre has already. */
  List<Text> take(int most) {
    return work.call(
        transaction -> new OutboxTables(transaction.connection()).take(most, now(), LEASE));
  }

  Map<Integer, String> parts(Text text) {
    return work.call(transaction -> new OutboxTables(transaction.connection()).parts(text.id()));
  }

  void partSent(Text text, int which, String messageId) {
    work.run(
        transaction -> {
          OutboxTables tables = new OutboxTables(transaction.connection());
          tables.lock(false);
          tables.partSent(text.id(), which, messageId);
        });
  }

  void postpone(Text text, Duration pause, String cause) {
    work.run(
        transaction ->
            new OutboxTables(transaction.connection())
                .postpone(text.id(), now().plus(pause), cause));
  }

  Duration age(Text text) {
    return Duration.between(text.madeAt(), now());
  }

  /** Every part is with the centre; a receipt may have been quicker than its answer. */
  void sent(Text text) {
    figures.sent();
    work.run(
        transaction -> {
          move(transaction, text, "sent", null);
          judge(transaction, text);
        });
  }

  void failed(Text text, String cause) {
    work.run(transaction -> move(transaction, text, "failed", cause));
  }

  void accept(Receipt receipt) {
    work.run(
        transaction -> {
          OutboxTables tables = new OutboxTables(transaction.connection());
          tables.lock(true);
          tables.keep(receipt, now());
          Text text = tables.receipted(receipt);
          if (text != null) {
            judge(transaction, text);
          }
        });
  }

  /** Delivered when every part is; failed when one is. */
  private void judge(Transaction transaction, Text text) throws SQLException {
    OutboxTables tables = new OutboxTables(transaction.connection());
    Map<Integer, List<Receipt>> receipts = tables.receipts(text);
    for (List<Receipt> part : receipts.values()) {
      for (Receipt receipt : part) {
        if (receipt.isFailed()) {
          String error = receipt.error();
          move(transaction, text, "failed", receipt.state() + (error == null ? "" : " " + error));
          return;
        }
      }
    }
    long delivered =
        receipts.values().stream()
            .filter(part -> part.stream().anyMatch(Receipt::isDelivered))
            .count();
    if (delivered == Segments.of(text.text(), 0).size()) {
      move(transaction, text, "delivered", null);
    }
  }

  private void move(Transaction transaction, Text text, String state, @Nullable String cause)
      throws SQLException {
    if (new OutboxTables(transaction.connection()).move(text.id(), state, cause, now())) {
      journal.append(
          transaction,
          Facts.SOURCE,
          Facts.notice(state, text.notice(), text.subject(), text.region(), cause));
      transaction.afterCommit(
          () -> {
            if (state.equals("delivered")) {
              figures.delivered();
            } else if (state.equals("failed")) {
              figures.failed();
            }
          });
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
