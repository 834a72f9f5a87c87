package io.lamplighter.intake.sms;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.sms.Incoming.Address;
import io.lamplighter.intake.sms.OutboxTables.DueText;
import io.lamplighter.intake.sms.OutboxTables.Text;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.agenda.Patience;
import io.lamplighter.kit.agenda.Thing;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.retry.Backoff;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Keeps what is to be sent until the centre has taken it, and what it says has become of it. */
final class Outbox {
  /** Numbers of customers as they are known to us: unknown type, ISDN plan (SMPP 3.4, 5.2.5-6). */
  private static final int UNKNOWN_TON = 0;

  private static final int ISDN_NPI = 1;
  private static final int SHORTEST = 5;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String WAITING =
      "select id::text, number, next_at, made_at from sms.outgoing where state = 'waiting'"
          + " order by next_at, id";
  private static final Patience PATIENCE =
      new Patience(
          new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), RandomGenerator.getDefault()),
          Duration.ofDays(1));
  private static final Duration HOUR = Duration.ofHours(1);

  private final UnitOfWork work;
  private final Journal journal;
  private final Agenda agenda;
  private final TextFigures figures;
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
      TextFigures figures,
      String service,
      int answersPerHour) {
    this.work = work;
    this.journal = journal;
    this.agenda = new Agenda(work, clock, "sms.agenda", LEASE, WAITING);
    this.figures = figures;
    this.service = service;
    this.answersPerHour = answersPerHour;
  }

  /** Whom to tell that there is something to send. */
  void onNews(Runnable whom) {
    alarm = whom;
    agenda.onNews(whom);
  }

  void wake() {
    alarm.run();
  }

  /** The answer to a text, to be sent once the transaction has committed. */
  void answer(
      Transaction transaction, IncomingText message, @Nullable String requestNo, String text)
      throws SQLException {
    OutboxTables tables = new OutboxTables(transaction.connection());
    Instant now = now();
    if (tables.count(message.from().number(), now.minus(HOUR)) < answersPerHour) {
      String ref = message.channelRef();
      Long id =
          tables.put(
              ref,
              message.from(),
              service.isEmpty() ? message.service() : service,
              text,
              Objects.requireNonNullElse(requestNo, ref),
              "",
              now);
      plan(transaction, id, message.from());
    }
  }

  /** A number's texts are sent in order, and every number has its turn. */
  private void plan(Transaction transaction, @Nullable Long id, Address to) throws SQLException {
    if (id != null) {
      agenda.put(transaction, new Thing(id.toString(), to.number(), now()));
    }
  }

  Carrier.Outcome carry(Notice notice) {
    String phone = notice.phone();
    String key = phone == null ? "" : Keys.phone(phone);
    if (key.length() < SHORTEST) {
      return Carrier.Outcome.NO_ADDRESS;
    }
    return work.call(
        transaction -> {
          if (new OptOuts(transaction.connection()).has(key)) {
            return Carrier.Outcome.OPTED_OUT;
          }
          Address to = new Address(Keys.dialled(key), UNKNOWN_TON, ISDN_NPI);
          Long id =
              new OutboxTables(transaction.connection())
                  .put(
                      notice.id(),
                      to,
                      service,
                      notice.text(),
                      notice.requestNo(),
                      notice.region(),
                      now());
          plan(transaction, id, to);
          if (notice.asksForScore()) {
            Visits.ask(transaction, notice.requestNo(), key, now());
          }
          return Carrier.Outcome.TAKEN;
        });
  }

  /** Takes texts that are due: they are ours for a minute. */
  List<DueText> take(int most) {
    List<Due> due = agenda.take(most);
    return work.call(
        transaction -> {
          List<DueText> texts = new OutboxTables(transaction.connection()).waiting(due);
          List<Due> settled = new ArrayList<>(due);
          texts.forEach(text -> settled.remove(text.due()));
          agenda.done(transaction, settled);
          return texts;
        });
  }

  /** The parts that the centre has already. */
  Map<Integer, String> parts(DueText text) {
    return work.call(
        transaction -> new OutboxTables(transaction.connection()).parts(text.text().id()));
  }

  void partSent(DueText text, int which, String messageId) {
    work.run(
        transaction -> {
          new ReceiptTable(transaction.connection()).lock(false);
          new OutboxTables(transaction.connection())
              .partSent(text.text().id(), which, MessageId.normal(messageId));
        });
  }

  /** Not now, whatever the texts are: none of them has been tried in vain. */
  void back(List<DueText> texts, Instant at, String cause) {
    work.run(
        transaction ->
            agenda.back(
                transaction, texts.stream().map(text -> text.due().later(at, cause)).toList()));
  }

  /** Refused: it is tried again, until our patience is at an end. */
  void refused(DueText text, String cause) {
    Instant next = PATIENCE.next(text.due(), now());
    if (next == null) {
      failed(text, cause);
    } else {
      work.run(transaction -> agenda.later(transaction, List.of(text.due().later(next, cause))));
    }
  }

  /** Every part is with the centre; a receipt may have been quicker than its answer. */
  void sent(DueText text) {
    figures.sent();
    work.run(
        transaction -> {
          agenda.done(transaction, text.due());
          move(transaction, text.text(), "sent", null);
          judge(transaction, text.text());
        });
  }

  void failed(DueText text, String cause) {
    end(text, "failed", cause);
  }

  /** Nothing may leave the house. */
  void withheld(DueText text, String cause) {
    end(text, "withheld", cause);
  }

  private void end(DueText text, String state, String cause) {
    work.run(
        transaction -> {
          agenda.done(transaction, text.due());
          move(transaction, text.text(), state, cause);
        });
  }

  void accept(DeliveryReceipt receipt) {
    work.run(
        transaction -> {
          ReceiptTable table = new ReceiptTable(transaction.connection());
          table.lock(true);
          Text text = table.keep(receipt, now());
          if (text != null) {
            judge(transaction, text);
          }
        });
  }

  /** Delivered when every part is; failed when one is. */
  private void judge(Transaction transaction, Text text) throws SQLException {
    ReceiptTable table = new ReceiptTable(transaction.connection());
    table.adopt(text);
    Map<Integer, List<DeliveryReceipt>> receipts = table.of(text);
    for (List<DeliveryReceipt> part : receipts.values()) {
      for (DeliveryReceipt receipt : part) {
        if (receipt.isFailed()) {
          String error = receipt.error();
          move(transaction, text, "failed", receipt.state() + (error == null ? "" : " " + error));
          return;
        }
      }
    }
    long delivered =
        receipts.values().stream()
            .filter(part -> part.stream().anyMatch(DeliveryReceipt::isDelivered))
            .count();
    if (delivered == Segments.of(text.text(), 0).size()) {
      // A receipt may be quicker than the answer it is for: what was delivered was sent before.
      move(transaction, text, "sent", null);
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

  Instant now() {
    return agenda.now();
  }

  List<Metric> metrics() {
    return agenda.metrics();
  }
}
