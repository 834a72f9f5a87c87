package io.lamplighter.intake.social;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.text.Writing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Takes bridges' messages in, apart from how they travel. */
final class Hooks {
  private static final int LONGEST_ID = 90;

  private final UnitOfWork work;
  private final Desk desk;
  private final InstantSource clock;
  private final Duration tolerance;
  private final Path folder;

  /**
   * @param tolerance how far a webhook's time may be from ours
   * @param folder of the bridges' files
   */
  Hooks(UnitOfWork work, Desk desk, InstantSource clock, Duration tolerance, Path folder) {
    this.work = work;
    this.desk = desk;
    this.clock = clock;
    this.tolerance = tolerance;
    this.folder = folder;
  }

  /**
   * Takes a message in; the webhook's id makes it one request however often it is sent.
   *
   * @throws Refusal.Unauthenticated {@code signature-wrong}, also for an unknown bridge
   */
  Receipt take(
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
    String channelRef = bridge.name() + ":" + id;
    Submission submission = message.submission(bridge, channelRef);
    // Before the desk is asked: a notice may be there before its answer.
    work.run(
        transaction ->
            new SocialTables(transaction.connection())
                .converse(channelRef, bridge.name(), message.user(), clock.instant()));
    return desk.submit(bridge.caller(), submission);
  }
}
