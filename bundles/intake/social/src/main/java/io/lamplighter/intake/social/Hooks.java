package io.lamplighter.intake.social;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.text.PersonWish;
import io.lamplighter.kit.text.Writing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes bridges' messages in, apart from how they travel. */
final class Hooks {
  private static final int LONGEST_ID = 90;
  private static final Caller SELF = Caller.system("intake-social");

  /** Whoever was answered by the house has so long to ask for a person. */
  private static final Duration OPEN = Duration.ofDays(7);

  /** More than so many at a time nobody has in mind. */
  private static final int LATEST = 5;

  private final UnitOfWork work;
  private final Desk desk;
  private final Supplier<@Nullable Answers> answers;
  private final InstantSource clock;
  private final Duration tolerance;
  private final Path folder;

  /** What became of a message: a receipt, or the request for which a person was asked. */
  record Taken(@Nullable Receipt receipt, @Nullable String forPerson) {}

  /**
   * @param answers who answers enquirers at once, null where nobody does
   * @param tolerance how far a webhook's time may be from ours
   * @param folder of the bridges' files
   */
  Hooks(
      UnitOfWork work,
      Desk desk,
      Supplier<@Nullable Answers> answers,
      InstantSource clock,
      Duration tolerance,
      Path folder) {
    this.work = work;
    this.desk = desk;
    this.answers = answers;
    this.clock = clock;
    this.tolerance = tolerance;
    this.folder = folder;
  }

  /**
   * Takes a message in; the webhook's id makes it one request however often it is sent.
   *
   * @throws Refusal.Unauthenticated {@code signature-wrong}, also for an unknown bridge
   */
  Taken take(
      String name,
      @Nullable String id,
      @Nullable String time,
      @Nullable String signature,
      byte[] body)
      throws IOException {
    Bridge bridge = Bridge.of(folder, name).orElse(null);
    if (bridge == null
        || id == null
        || time == null
        || signature == null
        || !Signature.fits(
            bridge.secrets(), id, time, body, signature, clock.instant(), tolerance)) {
      throw new Refusal.Unauthenticated(
          "signature-wrong",
          new Text("Unknown bridge, or its signature or time is wrong", "对接方未知，或签名、时间有误"));
    }
    if (id.length() > LONGEST_ID || !Writing.isLine(id)) {
      throw new Refusal.Invalid(
          "webhook-id",
          "must be at most " + LONGEST_ID + " characters of writing",
          "须为不超过 " + LONGEST_ID + " 个有效字符");
    }
    SocialMessage message = SocialMessage.of(body);
    String wants = person(bridge, message);
    if (wants != null) {
      return new Taken(null, wants);
    }
    String channelRef = bridge.name() + ":" + id;
    Submission submission = message.submission(bridge, channelRef);
    // Before the desk is asked: a notice may be there before its answer.
    work.run(
        transaction ->
            new SocialTables(transaction.connection())
                .converse(channelRef, bridge.name(), message.user(), clock.instant()));
    return new Taken(desk.submit(bridge.caller(), submission), null);
  }

  /**
   * The request of this user that the house has answered, when he says nothing but that he wants a
   * person; null when that is not it: then it is a matter like any other.
   */
  private @Nullable String person(Bridge bridge, SocialMessage message) {
    String user = message.user();
    Answers house = answers.get();
    String text = Objects.requireNonNullElse(message.data().text("text"), "");
    if (user == null || house == null || !PersonWish.is(text)) {
      return null;
    }
    Instant since = clock.instant().minus(OPEN);
    List<String> told =
        work.call(
            transaction ->
                new SocialTables(transaction.connection())
                    .toldOf(bridge.name(), user, since, LATEST));
    return told.stream().filter(no -> house.askPerson(SELF, no)).findFirst().orElse(null);
  }
}
