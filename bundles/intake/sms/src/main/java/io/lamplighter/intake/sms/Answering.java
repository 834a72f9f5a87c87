package io.lamplighter.intake.sms;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.personal.Keys;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what a text wants, and answers it once. */
final class Answering {
  private static final Caller SELF = Caller.system(Facts.SOURCE);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
  private static final int LONGEST = 4000;

  private final UnitOfWork work;
  private final Desk desk;
  private final Visits visits;
  private final Persons persons;
  private final Outbox outbox;
  private final Texts texts;
  private final House house;
  private final @Nullable String region;
  private final InstantSource clock;

  /**
   * @param answers who answers enquirers at once, null where nobody does
   * @param region of submissions by text, null when the desk is to find out
   */
  Answering(
      UnitOfWork work,
      Desk desk,
      Supplier<@Nullable Answers> answers,
      Outbox outbox,
      Texts texts,
      House house,
      @Nullable String region,
      InstantSource clock) {
    this.work = work;
    this.desk = desk;
    this.visits = new Visits(work, desk, clock);
    this.persons = new Persons(work, answers, clock);
    this.outbox = outbox;
    this.texts = texts;
    this.house = house;
    this.region = region;
    this.clock = clock;
  }

  /**
   * An answer.
   *
   * @param outcome for the record: what the text was taken for
   * @param requestNo what it was about, null when it was about none
   */
  private record Answer(String outcome, @Nullable String requestNo, Text text) {}

  /**
   * @throws Refusal when the desk cannot take it now; nothing was answered
   */
  void answer(IncomingText message) {
    if (message.handled()) {
      return;
    }
    Answer answer = to(message);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    work.run(
        transaction -> {
          String no = answer.requestNo();
          if (new InboxTables(transaction.connection())
              .handled(message.id(), answer.outcome(), no, now)) {
            outbox.answer(transaction, message, no, answer.text().asWritten(message.text()));
          }
        });
    outbox.wake();
  }

  private Answer to(IncomingText message) {
    Wish wish = Wish.of(message.text());
    if (wish instanceof Wish.Progress progress) {
      return progress(message, progress.requestNo());
    }
    if (wish instanceof Wish.Score score) {
      return visits
          .score(message.phone(), score.score())
          .map(no -> new Answer("score", no, scored(score.score())))
          .orElseGet(() -> new Answer("no-visit", null, texts.of("no-visit")));
    }
    if (wish instanceof Wish.Person) {
      // Where nobody was answered by the house it is a matter like any other: a person reads it.
      return persons
          .ask(message.phone())
          .map(no -> new Answer("person", no, texts.of("person", Map.of("no", no))))
          .orElseGet(() -> report(message));
    }
    if (wish instanceof Wish.Notices notices) {
      work.run(
          transaction ->
              new OptOuts(transaction.connection())
                  .set(message.phone(), !notices.wanted(), clock.instant()));
      String key = notices.wanted() ? "resumed" : "stopped";
      return new Answer(key, null, texts.of(key));
    }
    return wish instanceof Wish.Nothing
        ? new Answer("empty", null, texts.of("empty"))
        : report(message);
  }

  private Text scored(int score) {
    return texts.of("score", Map.of("score", Integer.toString(score)));
  }

  private Answer report(IncomingText message) {
    try {
      Receipt receipt = desk.submit(SELF, submission(message));
      Map<String, String> values =
          Map.of(
              "no",
              receipt.requestNo(),
              "into",
              Objects.requireNonNullElse(receipt.mergedInto(), ""));
      String key = receipt.mergedInto() == null ? "received" : "merged";
      return new Answer("submission", receipt.requestNo(), texts.of(key, values));
    } catch (Refusal.Invalid | Refusal.Conflict | Refusal.Forbidden e) {
      return new Answer("refused", null, texts.of("refused"));
    }
  }

  private Submission submission(IncomingText message) {
    String text = message.text();
    boolean fits = text.codePointCount(0, text.length()) <= LONGEST;
    return new Submission(
        "sms",
        message.channelRef(),
        null,
        fits ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)),
        null,
        new Submission.Contact(null, message.from().number()),
        null,
        null,
        region,
        null,
        text);
  }

  /** Only who has asked for it may know how far it is; for others there is no such request. */
  private Answer progress(IncomingText message, @Nullable String asked) {
    String no =
        asked != null
            ? asked
            : work.call(
                transaction ->
                    Optional.ofNullable(
                            new InboxTables(transaction.connection()).lastRequest(message.phone()))
                        .orElse(""));
    try {
      Request request = desk.get(SELF, no);
      Submission.Contact contact = request.contact();
      String phone = contact == null ? null : contact.phone();
      if (phone != null && Keys.phone(phone).equals(message.phone())) {
        return new Answer("progress", no, state(request));
      }
    } catch (Refusal.NotFound e) {
      // answered as one of somebody else
    }
    return new Answer("unknown", null, texts.of("unknown", Map.of("no", no)));
  }

  private Text state(Request request) {
    Request first = request.mergedInto() == null ? request : desk.root(SELF, request.requestNo());
    List<TimelineItem> steps = desk.timeline(SELF, first.requestNo());
    Instant since =
        steps.stream()
            .filter(step -> step.type().startsWith("request."))
            .map(TimelineItem::at)
            .max(Instant::compareTo)
            .orElse(request.receivedAt());
    Text state = texts.of("state." + first.state().wire());
    String time = TIME.format(since.atZone(house.zone()));
    String no = request.requestNo();
    return new Text(
        texts.of("progress", Map.of("no", no, "state", state.en(), "time", time)).en(),
        texts.of("progress", Map.of("no", no, "state", state.zh(), "time", time)).zh());
  }
}
