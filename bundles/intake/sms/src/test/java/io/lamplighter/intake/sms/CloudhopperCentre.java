package io.lamplighter.intake.sms;

import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.BaseSm;
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.pdu.Unbind;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppProcessingException;
import com.cloudhopper.smpp.util.DeliveryReceipt;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;

/**
 * A message centre on Cloudhopper's stack, which shares nothing with the platform's. It names texts
 * in eight hexadecimal digits and writes receipts in ten decimal ones, as many do.
 */
@NullUnmarked
final class CloudhopperCentre extends DefaultSmppSessionHandler
    implements SmppServerHandler, AutoCloseable {
  private static final long ANSWER_MILLIS = 10_000;
  private static final long FIRST_ID = 0x41F;

  final int port = Centre.freePort();
  final List<SubmitSm> taken = new CopyOnWriteArrayList<>();
  final AtomicInteger binds = new AtomicInteger();
  final AtomicInteger unbinds = new AtomicInteger();
  private final DefaultSmppServer server;
  private volatile SmppServerSession session;

  CloudhopperCentre() throws Exception {
    SmppServerConfiguration configuration = new SmppServerConfiguration();
    configuration.setHost("127.0.0.1");
    configuration.setPort(port);
    server = new DefaultSmppServer(configuration, this);
    server.start();
  }

  /**
   * Sends a message from a subscriber to the service.
   *
   * @return the status of the answer
   */
  int deliver(String from, BaseSm<?> message) throws Exception {
    message.setSourceAddress(new Address(SmppConstants.TON_INTERNATIONAL, (byte) 1, from));
    message.setDestAddress(new Address(SmppConstants.TON_UNKNOWN, (byte) 1, Centre.SERVICE));
    var answer = session.sendRequestPdu(message, ANSWER_MILLIS, true);
    if (!answer.await()) {
      throw new AssertionError("no answer to " + message);
    }
    return answer.getResponse().getCommandStatus();
  }

  int enquire() throws Exception {
    return session.enquireLink(new EnquireLink(), ANSWER_MILLIS).getCommandStatus();
  }

  /** What has become of a text that was taken, counted from 0. */
  DeliveryReceipt receipt(int text, byte state) {
    DeliveryReceipt receipt = new DeliveryReceipt("", 1, 1, null, null, state, 0, "-");
    receipt.setMessageId(FIRST_ID + text);
    return receipt;
  }

  String idInHexadecimal(int text) {
    return String.format(Locale.ROOT, "%08X", FIRST_ID + text);
  }

  @Override
  public void sessionBindRequested(Long id, SmppSessionConfiguration session, BaseBind bind)
      throws SmppProcessingException {
    if (!Centre.PASSWORD.equals(bind.getPassword())) {
      throw new SmppProcessingException(SmppConstants.STATUS_INVPASWD);
    }
  }

  @Override
  public void sessionCreated(Long id, SmppServerSession opened, BaseBindResp answer) {
    session = opened;
    opened.serverReady(this);
    binds.incrementAndGet();
  }

  @Override
  public void sessionDestroyed(Long id, SmppServerSession lost) {
    lost.destroy();
  }

  @Override
  public PduResponse firePduRequestReceived(PduRequest request) {
    PduResponse answer = request.createResponse();
    if (request instanceof SubmitSm text) {
      ((SubmitSmResp) answer).setMessageId(idInHexadecimal(taken.size()));
      taken.add(text);
    } else if (request instanceof Unbind) {
      unbinds.incrementAndGet();
    }
    return answer;
  }

  @Override
  public void close() {
    server.destroy();
  }
}
