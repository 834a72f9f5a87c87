package io.lamplighter.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.InterfaceVersion;
import org.jsmpp.bean.MessageMode;
import org.jsmpp.bean.MessageType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindRequest;
import org.jsmpp.session.SMPPServerSession;
import org.jsmpp.session.SMPPServerSessionListener;
import org.jsmpp.session.SubmitSmResult;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.session.connection.socket.ServerSocketConnectionFactory;
import org.jsmpp.util.DeliveryReceiptState;
import org.jsmpp.util.MessageId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message centre on the loopback, for whoever binds to it: what is sent through it has arrived,
 * and a receipt says so.
 */
final class MessageCentre extends TextsOnly implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageCentre.class);
  private static final String SERVICE = "95598";
  private static final byte LATIN1 = 3;
  private static final byte UCS2 = 8;

  /** What fits into short_message; a longer text goes into message_payload. */
  private static final int SHORT_BYTES = 140;

  private static final int WAITING_LINES = 8;
  private static final int WAITING_RECEIPTS = 1_000;
  private static final long BIND_MILLIS = 5_000;
  private static final long ANSWER_MILLIS = 30_000;

  private final AtomicInteger sent = new AtomicInteger();
  private final CountDownLatch bound = new CountDownLatch(1);
  private final BlockingQueue<Receipt> receipts = new ArrayBlockingQueue<>(WAITING_RECEIPTS);
  private final InstantSource time;
  private final String run;
  private final SMPPServerSessionListener listener;
  private final Thread doorman = new Thread(this::admit, "lamplighter-demo-smsc");
  private final Thread postman = new Thread(this::confirm, "lamplighter-demo-smsc-receipts");
  private volatile @Nullable SMPPServerSession line;

  /** Of a text to a number, from which the receipt comes. */
  private record Receipt(String id, String number) {}

  /** Listens for this machine only. */
  private static final class Loopback extends ServerSocketConnectionFactory {
    @Override
    public ServerConnection listen(int port) throws IOException {
      return new ServerSocketConnection(
          new ServerSocket(port, WAITING_LINES, InetAddress.getLoopbackAddress()));
    }
  }

  /**
   * @throws IOException when the port is taken
   */
  MessageCentre(int port, InstantSource time) throws IOException {
    this.time = time;
    run = Long.toString(time.millis(), Character.MAX_RADIX);
    listener = new SMPPServerSessionListener(port, new Loopback());
    listener.setMessageReceiverListener(this);
    doorman.setDaemon(true);
    doorman.start();
    postman.setDaemon(true);
    postman.start();
  }

  /** Returns whether somebody has bound to receive texts, after so long at the latest. */
  boolean awaitBound(Duration limit) throws InterruptedException {
    return bound.await(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many texts were sent through it. */
  int sent() {
    return sent.get();
  }

  private void admit() {
    while (true) {
      try {
        SMPPServerSession next = listener.accept();
        next.setTransactionTimer(ANSWER_MILLIS);
        BindRequest bind = next.waitForBind(BIND_MILLIS);
        bind.accept("demo", InterfaceVersion.IF_34);
        if (bind.getBindType() != BindType.BIND_TX) {
          line = next;
          bound.countDown();
        }
      } catch (IOException e) {
        LOG.debug("The message centre closes", e);
        return;
      } catch (TimeoutException | PDUStringException | IllegalStateException e) {
        LOG.debug("Somebody came and did not bind", e);
      }
    }
  }

  /**
   * Delivers a text to the platform; returns when it is taken.
   *
   * @throws IOException when nobody is bound, or says nothing
   * @throws NegativeResponseException when it is not taken
   */
  void deliver(String from, String text) throws IOException, NegativeResponseException {
    boolean plain = US_ASCII.newEncoder().canEncode(text);
    deliver(
        from,
        MessageType.DEFAULT,
        plain ? LATIN1 : UCS2,
        text.getBytes(plain ? US_ASCII : UTF_16BE));
  }

  private void deliver(String from, MessageType type, byte coding, byte[] body)
      throws IOException, NegativeResponseException {
    SMPPServerSession current = line;
    if (current == null || !current.getSessionState().isReceivable()) {
      throw new IOException("nobody is bound");
    }
    boolean isLong = body.length > SHORT_BYTES;
    try {
      current.deliverShortMessage(
          "",
          TypeOfNumber.NATIONAL,
          NumberingPlanIndicator.ISDN,
          from,
          TypeOfNumber.UNKNOWN,
          NumberingPlanIndicator.ISDN,
          SERVICE,
          new ESMClass(MessageMode.DEFAULT, type, GSMSpecificFeature.DEFAULT),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          new RawDataCoding(coding),
          isLong ? new byte[0] : body,
          isLong
              ? new OptionalParameter[] {new OptionalParameter.Message_payload(body)}
              : new OptionalParameter[0]);
    } catch (PDUException | ResponseTimeoutException | InvalidResponseException e) {
      throw new IOException(e);
    }
  }

  @Override
  public SubmitSmResult onAcceptSubmitSm(SubmitSm submit, SMPPServerSession source) {
    String id = run + "-" + sent.incrementAndGet();
    if (!receipts.offer(new Receipt(id, submit.getDestAddress()))) {
      LOG.debug("{} gets no receipt, too many are waiting", id);
    }
    try {
      return new SubmitSmResult(new MessageId(id), new OptionalParameter[0]);
    } catch (PDUStringException e) {
      throw new IllegalStateException(e);
    }
  }

  private void confirm() {
    try {
      while (true) {
        confirm(receipts.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("No more receipts", e);
    }
  }

  private void confirm(Receipt of) {
    Date now = Date.from(time.instant());
    String text =
        new DeliveryReceipt(of.id(), 1, 1, now, now, DeliveryReceiptState.DELIVRD, "000", "")
            .toString();
    try {
      deliver(of.number(), MessageType.SMSC_DEL_RECEIPT, LATIN1, text.getBytes(US_ASCII));
    } catch (IOException | NegativeResponseException e) {
      LOG.debug("The receipt for {} was not taken", of.id(), e);
    }
  }

  @Override
  public void close() throws IOException {
    postman.interrupt();
    SMPPServerSession current = line;
    if (current != null) {
      current.close();
    }
    listener.close();
  }
}
