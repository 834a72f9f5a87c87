package io.lamplighter.demo;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo's message centre as one sees it who binds to it with jsmpp. */
class SmsChannelTest implements MessageReceiverListener {
  private static final Call CALL =
      new Call("sms", 0, "1", null, "停电了", null, null, "13900000001", "越城区1号", null, "330602");
  private final Tally tally = new Tally();
  private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<DeliverSm> delivered = new LinkedBlockingQueue<>();
  private final int port = freePort();
  private final SmsChannel sms = new SmsChannel(port, Instant::now);
  private final SMPPSession platform = new SMPPSession();

  @BeforeEach
  void bind() throws Exception {
    sms.open();
    platform.setMessageReceiverListener(this);
    platform.connectAndBind(
        "127.0.0.1",
        port,
        new BindParameter(
            BindType.BIND_TRX,
            "",
            "",
            "",
            TypeOfNumber.UNKNOWN,
            NumberingPlanIndicator.UNKNOWN,
            null));
    assertTrue(sms.awaitBound());
  }

  @AfterEach
  void close() throws IOException {
    platform.close();
    sms.close();
  }

  private static int freePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void send(Call call) throws InterruptedException {
    new Sender(new Sender.Patience(Duration.ofMillis(5), Duration.ofMillis(20), 4))
        .send(sms, "demo-1", call, tally);
  }

  @Test
  void comesAgainWhenItCannotBeTakenNow() throws Exception {
    answers.add(SMPPConstant.STAT_ESME_RX_T_APPN);
    send(CALL);
    DeliverSm first = delivered.remove();
    DeliverSm again = delivered.remove();
    assertEquals("13900000001", again.getSourceAddr());
    assertEquals("停电了，越城区1号", new String(first.getShortMessage(), UTF_16BE));
    assertEquals("停电了，越城区1号", new String(again.getShortMessage(), UTF_16BE));
    assertTrue(
        tally.toString().contains("accepted 1, merged 0, refused 0, retried 1"), tally.toString());
  }

  @Test
  void refusedIsRefused() throws Exception {
    answers.add(SMPPConstant.STAT_ESME_RX_P_APPN);
    send(CALL);
    assertTrue(tally.toString().contains("refused 1, retried 0"), tally.toString());
  }

  @Test
  void longTextStandsInThePayload() throws Exception {
    String words = "整个单元停电了".repeat(20);
    send(new Call("sms", 0, "2", null, words, null, null, "139", null, null, "330602"));
    DeliverSm text = delivered.remove();
    assertEquals(0, text.getShortMessage().length);
    OptionalParameter.OctetString payload =
        text.getOptionalParameter(OptionalParameter.Message_payload.class);
    assertEquals(words, new String(payload.getValue(), UTF_16BE));
  }

  @Test
  void whatIsSentHasArrivedAndAReceiptSaysSo() throws Exception {
    String id =
        platform
            .submitShortMessage(
                "",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.ISDN,
                "95598",
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.ISDN,
                "13900000001",
                new ESMClass(),
                (byte) 0,
                (byte) 1,
                null,
                null,
                new RegisteredDelivery(1),
                (byte) 0,
                new RawDataCoding((byte) 8),
                (byte) 0,
                "已受理".getBytes(UTF_16BE))
            .getMessageId();
    DeliverSm receipt = delivered.poll(10, TimeUnit.SECONDS);
    assertNotNull(receipt);
    assertTrue(receipt.isSmscDeliveryReceipt());
    assertEquals(id, receipt.getShortMessageAsDeliveryReceipt().getId());
    assertEquals("DELIVRD", receipt.getShortMessageAsDeliveryReceipt().getFinalStatus().toString());
    assertEquals(1, sms.sent());
  }

  @Test
  void takenPortMeansNoTexts() throws Exception {
    try (SmsChannel second = new SmsChannel(port, Instant::now)) {
      second.open();
      assertFalse(second.awaitBound());
    }
  }

  @Override
  public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
    delivered.add(message);
    Integer status = answers.poll();
    if (status != null) {
      throw new ProcessRequestException("not now", status);
    }
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {
    throw new AssertionError("nobody alerts");
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm data, Session source) {
    throw new AssertionError("nobody sends data_sm");
  }
}
