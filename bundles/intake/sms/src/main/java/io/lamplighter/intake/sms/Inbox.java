package io.lamplighter.intake.sms;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.sms.LongTexts.Whole;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jsmpp.bean.DeliverSm;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes in what the message centre delivers; it is committed, and answered, on return. */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  /** A text that the centre does not deliver again is handled by ourselves after this. */
  private static final Duration OWN_INITIATIVE = Duration.ofSeconds(30);

  private final UnitOfWork work;
  private final Journal journal;
  private final Answering answering;
  private final Outbox outbox;
  private final InstantSource clock;
  private final TextFigures figures;
  private final Settings settings;

  /**
   * @param ofDefault what data_coding 0 means
   * @param patience how long to wait for the missing parts of a long text
   * @param repeat the same text from the same number within this time is the same message, sent
   *     again because our answer was lost
   * @param gap stands for missing parts
   * @param region of what is set aside, so that somebody sees it
   */
  record Settings(
      Alphabet ofDefault,
      Duration patience,
      Duration repeat,
      String gap,
      Supplier<String> region) {}

  Inbox(
      UnitOfWork work,
      Journal journal,
      Answering answering,
      Outbox outbox,
      InstantSource clock,
      TextFigures figures,
      Settings settings) {
    this.work = work;
    this.journal = journal;
    this.answering = answering;
    this.outbox = outbox;
    this.clock = clock;
    this.figures = figures;
    this.settings = settings;
  }

  /**
   * @throws io.lamplighter.api.Refusal when it cannot be taken now: to be delivered again
   */
  void accept(DeliverSm delivered) {
    try {
      if (DeliveryReceipt.is(delivered)) {
        outbox.accept(DeliveryReceipt.of(delivered));
      } else {
        accept(Incoming.of(delivered, settings.ofDefault()));
      }
    } catch (Unreadable e) {
      setAside(delivered, e);
    } catch (Refusal.Invalid e) {
      // The same again would be refused again.
      setAside(delivered, new Unreadable("not-storable"));
    }
  }

  private void setAside(DeliverSm delivered, Unreadable why) {
    byte[] body = Incoming.body(delivered);
    work.run(transaction -> setAside(transaction, delivered.getSourceAddr(), body, why));
  }

  private void accept(Incoming incoming) {
    work.call(transaction -> keep(transaction, incoming)).ifPresent(answering::answer);
  }

  private Optional<IncomingText> keep(Transaction transaction, Incoming incoming)
      throws SQLException {
    InboxTables tables = new InboxTables(transaction.connection());
    tables.lock(incoming.from().number());
    Part part = incoming.part();
    if (part == null) {
      String text = incoming.alphabet().decode(incoming.body());
      return Optional.of(
          keep(tables, new Whole(incoming.from(), incoming.service(), text, incoming.body())));
    }
    try {
      Whole whole =
          new LongTexts(transaction.connection(), settings.patience()).add(incoming, part, now());
      return whole == null ? Optional.empty() : Optional.of(keep(tables, whole));
    } catch (Unreadable e) {
      setAside(transaction, incoming.from().number(), incoming.body(), e);
      return Optional.empty();
    }
  }

  private IncomingText keep(InboxTables tables, Whole whole) throws SQLException {
    Instant now = now();
    byte[] digest = Digest.of(whole.from().number(), whole.service(), whole.octets());
    IncomingText known = tables.known(digest, now.minus(settings.repeat()));
    if (known != null) {
      figures.repeated();
      return known;
    }
    figures.received();
    return tables.keep(whole.from(), whole.service(), digest, whole.text(), now);
  }

  private void setAside(Transaction transaction, @Nullable String from, byte[] body, Unreadable why)
      throws SQLException {
    String number = from == null ? "" : from;
    if (new SetAsideTable(transaction.connection()).keep(number, why.causeWord(), body, now())) {
      figures.setAside();
      journal.append(
          transaction, Facts.SOURCE, Facts.setAside(why.causeWord(), settings.region().get()));
    }
  }

  /** Takes in long texts whose parts were waited for long enough, and what was left unanswered. */
  void sweep() {
    Instant now = now();
    work.run(
        transaction -> {
          LongTexts texts = new LongTexts(transaction.connection(), settings.patience());
          for (Whole whole : texts.closeOverdue(settings.gap(), now)) {
            keep(new InboxTables(transaction.connection()), whole);
          }
        });
    List<IncomingText> waiting =
        work.call(
            transaction ->
                new InboxTables(transaction.connection()).waiting(now.minus(OWN_INITIATIVE)));
    for (IncomingText message : waiting) {
      try {
        answering.answer(message);
      } catch (Refusal.Unavailable away) {
        return;
      } catch (RuntimeException e) {
        LOG.error("Text {} cannot be handled, it is tried again", message.id(), e);
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
