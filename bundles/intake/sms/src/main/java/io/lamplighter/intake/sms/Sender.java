package io.lamplighter.intake.sms;

import io.lamplighter.api.House;
import io.lamplighter.intake.sms.OutboxTables.DueText;
import io.lamplighter.intake.sms.OutboxTables.Text;
import io.lamplighter.intake.sms.Segments.Segment;
import io.lamplighter.kit.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
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
  private final House house;
  private final TextFigures figures;
  private final Duration pause;
  private final Backoff slower =
      new Backoff(Duration.ofMillis(250), Duration.ofMinutes(1), RandomGenerator.getDefault());
  private int throttled;
  private Instant quietUntil = Instant.MIN;

  /** The way to the centre. */
  interface Transmitter {
    boolean isBound();

    /** See {@link SmscLine#submit}. */
    String submit(Text text, Segment segment) throws IOException, NegativeResponseException;
  }

  /**
   * @param perSecond most messages a second
   */
  Sender(Outbox outbox, Transmitter transmitter, House house, TextFigures figures, int perSecond) {
    this.outbox = outbox;
    this.transmitter = transmitter;
    this.house = house;
    this.figures = figures;
    this.pause = Duration.ofMillis(1000 / perSecond);
  }

  /**
   * Sends some of what is due.
   *
   * @return how many texts were sent, refused or withheld; 0 to rest a while
   */
  int send() throws InterruptedException {
    boolean waits = !transmitter.isBound() || outbox.now().isBefore(quietUntil);
    if (waits && house.withholding() == null) {
      return 0;
    }
    List<DueText> texts = outbox.take(AT_ONCE);
    for (int i = 0; i < texts.size(); i++) {
      Duration rest = send(texts.get(i));
      if (!rest.isZero()) {
        quietUntil = outbox.now().plus(rest);
        outbox.back(texts.subList(i + 1, texts.size()), quietUntil, "waits for another");
        return 0;
      }
    }
    return texts.size();
  }

  /** How long all must rest after it; zero to go on. */
  private Duration send(DueText due) throws InterruptedException {
    String withheld = house.withholding();
    if (withheld != null) {
      outbox.withheld(due, withheld);
      return Duration.ZERO;
    }
    Text text = due.text();
    List<Segment> segments = Segments.of(text.text(), (int) text.id());
    Map<Integer, String> done = outbox.parts(due);
    try {
      for (int which = 1; which <= segments.size(); which++) {
        if (!done.containsKey(which)) {
          String id = transmitter.submit(text, segments.get(which - 1));
          outbox.partSent(due, which, id);
          throttled = 0;
          Thread.sleep(pause.toMillis());
        }
      }
      outbox.sent(due);
      return Duration.ZERO;
    } catch (NegativeResponseException e) {
      return refused(due, e.getCommandStatus());
    } catch (IOException e) {
      LOG.warn("A text waits, its message could not be handed over: {}", e.getMessage());
      return rest(due, Duration.ofSeconds(1), String.valueOf(e.getMessage()));
    }
  }

  private Duration refused(DueText due, int status) {
    String cause = String.format(Locale.ROOT, "status 0x%02x", status);
    if (THROTTLED.contains(status)) {
      figures.throttled();
      return rest(due, slower.after(++throttled), cause);
    }
    if (HOPELESS.contains(status)) {
      outbox.failed(due, cause);
    } else {
      outbox.refused(due, cause);
    }
    return Duration.ZERO;
  }

  private Duration rest(DueText due, Duration rest, String cause) {
    outbox.back(List.of(due), outbox.now().plus(rest), cause);
    return rest;
  }
}
