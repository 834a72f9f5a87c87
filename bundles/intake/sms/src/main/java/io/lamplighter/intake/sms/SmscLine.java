package io.lamplighter.intake.sms;

import io.lamplighter.intake.sms.Incoming.Address;
import io.lamplighter.intake.sms.Segments.Segment;
import io.lamplighter.kit.retry.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SSLSocketConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnectionFactory;
import org.jsmpp.util.DefaultComposer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line to the message centre, opened again and again until it is closed. */
final class SmscLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SmscLine.class);
  private static final long BIND_MILLIS = 10_000;
  private static final long ANSWER_MILLIS = 10_000;
  private static final long STOP_MILLIS = 15_000;

  /** More of the centre's messages wait at most; to one above it is said: slower. */
  private static final int QUEUE = 200;

  /** A line that lasted as long was a good one: the next pause is short again. */
  private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final SmscLogin login;
  private final DeliverListener reception;
  private final Runnable whenBound;
  private final Backoff pauses =
      new Backoff(Duration.ofMillis(250), Duration.ofMinutes(1), RandomGenerator.getDefault());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable SMPPSession session;
  private volatile String state = "connecting";

  /**
   * @param whenBound called each time it is open
   */
  SmscLine(SmscLogin login, DeliverListener reception, Runnable whenBound) {
    this.login = login;
    this.reception = reception;
    this.whenBound = whenBound;
    thread = new Thread(this::keep, "lamplighter-smpp-" + login.bind().name());
    thread.setDaemon(true);
    thread.start();
  }

  boolean isBound() {
    SMPPSession current = session;
    return current != null && current.getSessionState().isBound();
  }

  boolean transmits() {
    return login.bind() != BindType.BIND_RX;
  }

  /** For people: {@code bound}, or why not. */
  String state() {
    return state;
  }

  private void keep() {
    int failures = 0;
    try {
      while (closed.getCount() > 0) {
        long begun = System.nanoTime();
        try {
          stayBound();
        } catch (IOException | RuntimeException e) {
          state = String.valueOf(e.getMessage());
        }
        if (System.nanoTime() - begun > GOOD_NANOS) {
          failures = 0;
        }
        long pause = pauses.after(++failures).toMillis();
        if (!closed.await(pause, TimeUnit.MILLISECONDS) && failures == 1) {
          LOG.warn("No line to {}, tried again until there is one: {}", login, state);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("Interrupted");
    }
    state = "closed";
  }

  /** Returns when the line is lost, or closed by us. */
  private void stayBound() throws IOException, InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    ConnectionFactory sockets =
        login.tls()
            ? SSLSocketConnectionFactory.getInstance()
            : SocketConnectionFactory.getInstance();
    SMPPSession opened =
        new SMPPSession(
            new SynchronizedPDUSender(new DefaultPDUSender(new DefaultComposer())),
            new StrictReader(),
            sockets);
    opened.setEnquireLinkTimer((int) TimeUnit.SECONDS.toMillis(login.enquireSeconds()));
    opened.setTransactionTimer(ANSWER_MILLIS);
    opened.setQueueCapacity(QUEUE);
    opened.setPduProcessorDegree(login.atOnce());
    opened.setMessageReceiverListener(reception);
    opened.addSessionStateListener(
        (now, before, source) -> {
          if (!now.isNotClosed()) {
            lost.countDown();
          }
        });
    opened.connectAndBind(login.host(), login.port(), bind(), BIND_MILLIS);
    try {
      LOG.info("Bound as {}", login);
      state = "bound";
      session = opened;
      whenBound.run();
      while (closed.getCount() > 0 && !lost.await(200, TimeUnit.MILLISECONDS)) {
        // until one of them
      }
      state = "the line was lost";
    } finally {
      session = null;
      opened.unbindAndClose();
    }
  }

  private BindParameter bind() {
    return new BindParameter(
        login.bind(),
        login.systemId(),
        login.password(),
        login.systemType(),
        TypeOfNumber.UNKNOWN,
        NumberingPlanIndicator.UNKNOWN,
        null);
  }

  /**
   * Hands one message to the centre.
   *
   * @return the id that the centre gives it
   * @throws IOException when there is no line, or the centre says nothing
   * @throws NegativeResponseException when it refuses
   */
  String submit(String from, Address to, Segment segment)
      throws IOException, NegativeResponseException {
    SMPPSession current = session;
    if (current == null) {
      throw new IOException("no line");
    }
    ESMClass type =
        new ESMClass(
            MessageMode.DEFAULT,
            MessageType.DEFAULT,
            segment.hasHeader() ? GSMSpecificFeature.UDHI : GSMSpecificFeature.DEFAULT);
    try {
      return current
          .submitShortMessage(
              "",
              TypeOfNumber.UNKNOWN,
              NumberingPlanIndicator.ISDN,
              from,
              TypeOfNumber.valueOf((byte) to.ton()),
              NumberingPlanIndicator.valueOf((byte) to.npi()),
              to.number(),
              type,
              (byte) 0,
              (byte) 1,
              null,
              null,
              new RegisteredDelivery(SMSCDeliveryReceipt.SUCCESS_FAILURE),
              (byte) 0,
              new RawDataCoding(segment.coding()),
              (byte) 0,
              segment.body())
          .getMessageId();
    } catch (PDUException | InvalidResponseException | ResponseTimeoutException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Returns when what is being taken in is done and the line closed. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(STOP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
