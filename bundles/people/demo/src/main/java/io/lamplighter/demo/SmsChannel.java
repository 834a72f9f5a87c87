package io.lamplighter.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People who send a text, and the message centre it comes through; it is there while the demo is.
 */
final class SmsChannel implements Channel, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmsChannel.class);
  private static final Duration BIND = Duration.ofSeconds(20);
  private static final Set<Integer> LATER =
      Set.of(
          SMPPConstant.STAT_ESME_RX_T_APPN,
          SMPPConstant.STAT_ESME_RTHROTTLED,
          SMPPConstant.STAT_ESME_RMSGQFUL);

  private final int port;
  private final InstantSource time;
  private volatile @Nullable MessageCentre centre;

  SmsChannel(int port, InstantSource time) {
    this.port = port;
    this.time = time;
  }

  /** Opens the message centre; without one nobody texts. */
  void open() {
    try {
      centre = new MessageCentre(port, time);
    } catch (IOException e) {
      LOG.warn("The demo has no message centre on port {}: {}", port, e.toString());
    }
  }

  /** Whether the platform has bound to the message centre, after some seconds at the latest. */
  boolean awaitBound() throws InterruptedException {
    MessageCentre open = centre;
    return open != null && open.awaitBound(BIND);
  }

  /** How many texts were sent to people. */
  int sent() {
    MessageCentre open = centre;
    return open == null ? 0 : open.sent();
  }

  /** The number says who it is; the same text again is the same text, it needs no reference. */
  @Override
  public Answer send(String ref, Call call) throws IOException {
    MessageCentre open = centre;
    if (open == null) {
      throw new IOException("no message centre");
    }
    String phone = Objects.requireNonNull(call.phone(), ref);
    String text = call.address() == null ? call.text() : call.text() + "，" + call.address();
    try {
      open.deliver(phone, text);
      return new Answer(Fate.TAKEN, SMPPConstant.STAT_ESME_ROK, Duration.ZERO);
    } catch (NegativeResponseException e) {
      Fate fate = LATER.contains(e.getCommandStatus()) ? Fate.LATER : Fate.REFUSED;
      return new Answer(fate, e.getCommandStatus(), Duration.ZERO);
    }
  }

  @Override
  public void close() throws IOException {
    MessageCentre open = centre;
    centre = null;
    if (open != null) {
      open.close();
    }
  }
}
