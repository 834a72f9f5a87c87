package io.lamplighter.notices;

import io.lamplighter.api.Keys;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.notices.NoticeTables.Pending;
import io.lamplighter.notices.Templates.Template;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives each notice to the carrier of its customer's channel, or withholds it and says why. */
final class Dispatch {
  static final String SOURCE = "notices";
  private static final Caller SELF = Caller.system(SOURCE);
  private static final int AT_ONCE = 200;
  private static final Duration LEASE = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofSeconds(15);

  /** A carrier that is away for so long is not just being replaced: the next way is taken. */
  private static final Duration SWAPPED = Duration.ofMinutes(2);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

  private final UnitOfWork work;
  private final Journal journal;
  private final Desk desk;
  private final Reach reach;
  private final InstantSource clock;
  private final Rules rules;

  /**
   * @param drill nothing leaves the house
   * @param repeat the same is not said again to the same phone within this time
   * @param stale what happened longer ago is of no interest any more
   */
  record Rules(boolean drill, QuietHours quiet, Duration repeat, Duration stale) {}

  Dispatch(
      UnitOfWork work, Journal journal, Desk desk, Reach reach, InstantSource clock, Rules rules) {
    this.work = work;
    this.journal = journal;
    this.desk = desk;
    this.reach = reach;
    this.clock = clock;
    this.rules = rules;
  }

  /**
   * Gives out what is due.
   *
   * @return how many notices were looked at; none: there is nothing to do
   */
  int round() {
    Instant now = now();
    List<Errand> errands = new ArrayList<>();
    int seen =
        work.call(
            transaction -> {
              NoticeTables tables = new NoticeTables(transaction.connection());
              tables.release(reach.present(), AT_ONCE, now);
              List<Pending> due = tables.due(AT_ONCE, now);
              Settled settled = new Settled();
              due.forEach(notice -> sort(notice, now, settled).ifPresent(errands::add));
              settled.write(transaction, journal, now);
              return due.size();
            });
    if (!errands.isEmpty()) {
      Settled settled = new Settled();
      errands.forEach(errand -> give(errand, now, settled));
      work.run(transaction -> settled.write(transaction, journal, now));
    }
    return seen;
  }

  /** A notice for a carrier that is there. */
  private record Errand(Pending notice, Template template, String way) {}

  /** Settles what needs neither the desk nor a carrier: in a storm that is most. */
  private Optional<Errand> sort(Pending notice, Instant now, Settled settled) {
    Instant stale = notice.happenedAt().plus(rules.stale());
    Template template = reach.templates().of(notice.event(), notice.channel()).orElse(null);
    List<String> left =
        reach.ways(notice.channel()).stream().filter(way -> !notice.tried().contains(way)).toList();
    if (notice.drill() || rules.drill()) {
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
        settled.wait(notice, now.plus(LEASE));
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
      Request request = desk.get(SELF, notice.requestNo());
      byte[] address = address(request);
      String why = needless(notice, errand.template(), address, now);
      if (why == null) {
        carry(errand, request, address, settled);
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

  private void carry(Errand errand, Request request, byte @Nullable [] address, Settled settled) {
    Pending notice = errand.notice();
    Submission.Contact contact = request.contact();
    Text words = errand.template().filled(values(notice)).orElseThrow();
    Carrier.Outcome outcome =
        Objects.requireNonNull(reach.carrier(errand.way()))
            .carry(
                new Notice(
                    "notice-" + notice.id() + "." + errand.way(),
                    notice.requestNo(),
                    notice.region(),
                    request.channelRef(),
                    contact == null ? null : contact.phone(),
                    words.asWritten(Objects.requireNonNullElse(request.text(), "")),
                    errand.template().asksForScore()));
    switch (outcome) {
      case TAKEN -> work.run(t -> tables(t).carried(notice.id(), errand.way(), address, now()));
      case OPTED_OUT -> settled.withhold(notice, "opted-out");
      case NO_ADDRESS -> settled.next(notice, errand.way());
    }
  }

  private Map<String, String> values(Pending notice) {
    Map<String, String> values = new HashMap<>(Map.of("no", notice.requestNo()));
    Instant from = notice.from();
    Instant to = notice.to();
    values.put("from", from == null ? "" : TIME.format(from.atZone(rules.quiet().zone())));
    values.put("to", to == null ? "" : TIME.format(to.atZone(rules.quiet().zone())));
    return values;
  }

  private static byte @Nullable [] address(Request request) {
    Submission.Contact contact = request.contact();
    if (contact == null || contact.phone() == null) {
      return null;
    }
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(Keys.phone(contact.phone()).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static NoticeTables tables(io.lamplighter.api.store.Transaction transaction) {
    return new NoticeTables(transaction.connection());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
