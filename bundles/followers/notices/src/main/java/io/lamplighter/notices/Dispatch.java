package io.lamplighter.notices;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.notices.NoticeTables.Pending;
import io.lamplighter.notices.Templates.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives each notice to the carrier of its customer's channel, or withholds it and says why. */
final class Dispatch {
  static final String SOURCE = "notices";
  static final Caller SELF = Caller.system(SOURCE);
  private static final int AT_ONCE = 200;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final String WAITING =
      "select id::text, request_no, due_at, due_at from notices.notice where state = 'waiting'"
          + " order by due_at, id";
  private static final Duration LATER = Duration.ofSeconds(15);

  private static final Duration SOON = Duration.ofSeconds(2);

  /** A carrier that is away for so long is not just being replaced: the next way is taken. */
  private static final Duration SWAPPED = Duration.ofMinutes(2);

  private final UnitOfWork work;
  private final Journal journal;
  private final Desk desk;
  private final Reach reach;
  private final Agenda agenda;
  private final Rules rules;
  private final Values values;

  /**
   * @param repeat the same is not said again to the same phone within this time
   * @param stale what happened longer ago is of no interest any more
   * @param budget of texts to phones that nobody has verified
   * @param address under which the public's pages are called; empty when there is none
   */
  record Rules(
      QuietHours quiet, Duration repeat, Duration stale, TextBudget budget, String address) {}

  Dispatch(
      UnitOfWork work, Journal journal, Desk desk, Reach reach, InstantSource clock, Rules rules) {
    this.work = work;
    this.journal = journal;
    this.desk = desk;
    this.reach = reach;
    this.agenda = agenda(work, clock);
    this.rules = rules;
    this.values = new Values(desk, rules.quiet().zone(), rules.address());
  }

  /**
   * Gives out what is due.
   *
   * @return how many notices were looked at; none: there is nothing to do
   */
  int round() {
    Instant now = agenda.now();
    work.run(t -> agenda.put(t, tables(t).release(reach.present(), AT_ONCE, now)));
    List<Due> due = agenda.take(AT_ONCE);
    if (due.isEmpty()) {
      return 0;
    }
    List<Errand> errands = new ArrayList<>();
    work.run(
        transaction -> {
          List<Pending> waiting = tables(transaction).waiting(due);
          List<Due> over = new ArrayList<>(due);
          over.removeAll(waiting.stream().map(Pending::due).toList());
          agenda.done(transaction, over);
          Settled settled = new Settled();
          waiting.forEach(notice -> sort(notice, now, settled).ifPresent(errands::add));
          settled.write(transaction, agenda, journal);
        });
    if (!errands.isEmpty()) {
      Settled settled = new Settled();
      errands.forEach(errand -> give(errand, now, settled));
      work.run(transaction -> settled.write(transaction, agenda, journal));
    }
    return due.size();
  }

  /** When each notice is due; a request's are given in order. */
  static Agenda agenda(UnitOfWork work, InstantSource clock) {
    return new Agenda(work, clock, "notices.agenda", LEASE, WAITING);
  }

  List<Metric> metrics() {
    return agenda.metrics();
  }

  /** A notice for a carrier that is there. */
  private record Errand(Pending notice, Template template, String way) {
    Errand said(Template words) {
      return new Errand(notice, words, way);
    }
  }

  /** Settles what needs neither the desk nor a carrier: in a storm that is most. */
  private Optional<Errand> sort(Pending notice, Instant now, Settled settled) {
    Instant stale = notice.happenedAt().plus(rules.stale());
    Template template = reach.templates().of(notice.event(), notice.channel()).orElse(null);
    List<String> left =
        reach.ways(notice.channel()).stream().filter(way -> !notice.tried().contains(way)).toList();
    if (notice.drill()) {
      settled.withhold(notice, "drill");
    } else if (!now.isBefore(stale)) {
      settled.withhold(notice, "stale");
    } else if (template == null) {
      settled.withhold(notice, "nothing-to-say");
    } else if (left.isEmpty()) {
      settled.withhold(notice, notice.tried().isEmpty() ? "no-way" : "no-way-left");
    } else {
      Instant allowed = template.atNight() ? now : rules.quiet().after(now);
      Instant patience = left.size() == 1 ? stale : notice.happenedAt().plus(SWAPPED);
      String way = left.get(0);
      if (allowed.isAfter(now)) {
        settled.wait(notice, allowed);
      } else if (reach.carrier(way) != null) {
        return Optional.of(new Errand(notice, template, way));
      } else if (now.isBefore(patience)) {
        settled.wait(notice, patience, way);
      } else {
        settled.next(notice, way);
      }
    }
    return Optional.empty();
  }

  private void give(Errand errand, Instant now, Settled settled) {
    Pending notice = errand.notice();
    try {
      boolean asking = errand.template().asksForScore();
      Optional<Boolean> asks = asking ? reach.asks(notice, now) : Optional.of(true);
      if (asks.isEmpty()) {
        settled.wait(notice, now.plus(SOON));
        return;
      }
      Template words = asks.get() ? errand.template() : reach.notAsking(notice);
      if (words == null) {
        settled.withhold(notice, "not-asked");
        return;
      }
      String answer = words.answers() ? reach.answer(notice) : "";
      if (answer == null) {
        settled.withhold(notice, "no-answer");
        return;
      }
      Request request = desk.get(SELF, notice.requestNo());
      byte[] address = address(request);
      String why = needless(notice, errand.template(), address, now);
      if (why == null && address != null && isUnverified(request, errand)) {
        why = overspent(request, address, now);
      }
      if (why == null) {
        carry(errand.said(words), request, address, answer, settled);
      } else {
        settled.withhold(notice, why);
      }
    } catch (Refusal.NotFound e) {
      settled.withhold(notice, "no-request");
    } catch (Refusal.Unavailable | Refusal.TooMany e) {
      settled.wait(notice, now.plus(LATER));
    }
  }

  /** Why it need not be said any more, null when it must. */
  private @Nullable String needless(
      Pending notice, Template template, byte @Nullable [] address, Instant now) {
    return work.call(
            transaction -> {
              if (!template.atNight() && tables(transaction).overtaken(notice)) {
                return Optional.of("overtaken");
              }
              return address != null
                      && tables(transaction).repeated(notice, address, now.minus(rules.repeat()))
                  ? Optional.of("repeated")
                  : Optional.<String>empty();
            })
        .orElse(null);
  }

  /**
   * A phone that a stranger wrote, also one that is on file: anybody may know it. On the way that
   * he came by himself he is answered anyhow.
   */
  private static boolean isUnverified(Request request, Errand errand) {
    boolean proven = request.trust().phoneVerified() && request.trust().stranger() == null;
    return !proven && !errand.way().equals(errand.notice().channel());
  }

  /** What budget is used up; null when there is some left, or the phone has texted us itself. */
  private @Nullable String overspent(Request request, byte[] address, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, rules.quiet().zone().get());
    return work.find(
        transaction ->
            rules
                .budget()
                .spend(transaction.connection(), day, address, request.trust().stranger()));
  }

  private void carry(
      Errand errand, Request request, byte @Nullable [] address, String answer, Settled settled) {
    Pending notice = errand.notice();
    Submission.Contact contact = request.contact();
    // Whoever has the code is taken for the customer: a phone that a stranger wrote gets none.
    boolean leads = errand.template().leads() && !isUnverified(request, errand);
    Text words = errand.template().filled(values.of(notice, leads, answer)).orElseThrow();
    Carrier.Outcome outcome =
        Objects.requireNonNull(reach.carrier(errand.way()))
            .carry(
                new Notice(
                    "notice-" + notice.id() + "." + errand.way(),
                    notice.requestNo(),
                    notice.region(),
                    conversation(request),
                    contact == null ? null : contact.phone(),
                    words.asWritten(Objects.requireNonNullElse(request.text(), "")),
                    errand.template().asksForScore()));
    switch (outcome) {
      case TAKEN ->
          work.run(
              transaction -> {
                // Else it is due again: its receipt was quicker and says that it failed.
                if (agenda.done(transaction, notice.due())) {
                  tables(transaction).carried(notice.id(), errand.way(), address, agenda.now());
                }
              });
      case OPTED_OUT -> settled.withhold(notice, "opted-out");
      case NO_ADDRESS -> settled.next(notice, errand.way());
    }
  }

  /** A stranger's own id may be that of somebody else's conversation with a bridge. */
  private static @Nullable String conversation(Request request) {
    return request.trust().stranger() == null ? request.channelRef() : null;
  }

  /** A digest of the phone, null without one that can be read: what is none is not one phone. */
  private static byte @Nullable [] address(Request request) {
    Submission.Contact contact = request.contact();
    String phone = contact == null ? null : contact.phone();
    String key = phone == null ? "" : Keys.phone(phone);
    if (key.isEmpty()) {
      return null;
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NoticeTables tables(Transaction transaction) {
    return new NoticeTables(transaction.connection());
  }
}
