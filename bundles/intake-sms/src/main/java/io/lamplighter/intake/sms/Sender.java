package io.lamplighter.intake.sms;

import io.lamplighter.api.Backoff;
import io.lamplighter.intake.sms.OutboxTables.Text;
import io.lamplighter.intake.sms.Segments.Segment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the texts that are due to the message centre, not faster than it wants. */
final class Sender {
  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
  private static final int AT_ONCE = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofDays(1);

  /** The centre says: slower. */
  private static final Set<Integer> THROTTLED =
      Set.of(SMPPConstant.STAT_ESME_RTHROTTLED, SMPPConstant.STAT_ESME_RMSGQFUL);

  /** The text itself is wrong: the same again would be refused again. */
  private static final Set<Integer> HOPELESS =
      Set.of(
          SMPPConstant.STAT_ESME_RINVMSGLEN,
          SMPPConstant.STAT_ESME_RINVSRCADR,
          SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI,
          SMPPConstant.STAT_ESME_RINVESMCLASS,
          SMPPConstant.STAT_ESME_RINVSRCTON,
          SMPPConstant.STAT_ESME_RINVSRCNPI);

  private final Outbox outbox;
  private final Transmitter transmitter;
  private final Figures figures;
  private final Duration pause;
  private final Backoff slower =
      new Backoff(Duration.ofMillis(250), Duration.ofMinutes(1), RandomGenerator.getDefault());
  private int throttled;

  /** The way to the centre. */
  interface Transmitter {
    boolean isBound();

    /** See {@link SmscLine#submit}. */
    String submit(Text text, Segment segment) throws IOException, NegativeResponseException;
  }

  /**
   * @param perSecond most messages a second
   */
  Sender(Outbox outbox, Transmitter transmitter, Figures figures, int perSecond) {
    this.outbox = outbox;
    this.transmitter = transmitter;
    this.figures = figures;
    this.pause = Duration.ofMillis(1000 / perSecond);
  }

  /**
   * Sends some of what is due.
   *
   * @return how long to rest; zero when there may be more
   */
  Duration send() throws InterruptedException {
    Duration idle = Duration.ofSeconds(2);
    if (!transmitter.isBound()) {
      return idle;
    }
    List<Text> texts = outbox.take(AT_ONCE);
    for (int i = 0; i < texts.size(); i++) {
      Duration rest = send(texts.get(i));
      if (!rest.isZero()) {
        for (Text left : texts.subList(i + 1, texts.size())) {
          outbox.postpone(left, rest, "waits for another");
        }
        return rest;
      }
    }
    return texts.isEmpty() ? idle : Duration.ZERO;
  }

  /** How long all must rest after it; zero to go on. */
  private Duration send(Text text) throws InterruptedException {
    List<Segment> segments = Segments.of(text.text(), (int) text.id());
    Map<Integer, String> done = outbox.parts(text);
    try {
      for (int which = 1; which <= segments.size(); which++) {
        if (!done.containsKey(which)) {
          String id = transmitter.submit(text, segments.get(which - 1));
          outbox.partSent(text, which, id.toLowerCase(Locale.ROOT));
          throttled = 0;
          Thread.sleep(pause.toMillis());
        }
      }
      outbox.sent(text);
      return Duration.ZERO;
    } catch (NegativeResponseException e) {
      return refused(text, e.getCommandStatus());
    } catch (IOException e) {
      LOG.warn("A text waits, its message could not be handed over: {}", e.getMessage());
      Duration rest = Duration.ofSeconds(1);
      outbox.postpone(text, rest, String.valueOf(e.getMessage()));
      return rest;
    }
  }

  private Duration refused(Text text, int status) {
    String cause = String.format(Locale.ROOT, "status 0x%02x", status);
    if (THROTTLED.contains(status)) {
      figures.throttled();
      Duration rest = slower.after(++throttled);
      outbox.postpone(text, rest, cause);
      return rest;
    }
    if (HOPELESS.contains(status) || outbox.age(text).compareTo(PATIENCE) > 0) {
      outbox.failed(text, cause);
    } else {
      long seconds = Math.min(LONGEST_PAUSE.toSeconds(), 1L << Math.min(20, text.attempts()));
      outbox.postpone(text, Duration.ofSeconds(seconds), cause);
    }
    return Duration.ZERO;
  }
}
