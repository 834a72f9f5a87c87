package io.lamplighter.intake.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.House.Context;
import java.io.DataOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsmpp.SMPPConstant;
import org.jsmpp.extra.NegativeResponseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole of it against a message centre that is not ours, over a real line. */
@Timeout(120)
class ServiceTest {
  private static final String WANG = "8613800000000";
  private static final byte RECEIPT = 0x04;
  private final Street street = new Street();
  private Centre centre;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    centre = new Centre();
    service = service(Map.of());
    Street.await(() -> service.isBound() && centre.binds.get() == 1);
  }

  private Service service(Map<String, Object> more) {
    return street.service(centre.port, more);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    centre.close();
  }

  @Test
  void aTextComesInItsNumberGoesOutAndTheReceiptIsKept() throws Exception {
    centre.deliver(WANG, "整个单元停电了");
    assertEquals(1, street.submissions.size(), "answered after the commit");
    Street.await(() -> centre.taken.size() == 1);
    String answer = centre.textsTo(WANG).get(0);
    assertTrue(answer.contains("202611221"), answer);
    assertEquals(WANG, centre.taken.get(0).getDestAddress());
    assertEquals(1, centre.taken.get(0).getDestAddrTon());
    centre.deliver(
        WANG,
        RECEIPT,
        (byte) 0,
        "id:161 sub:001 dlvrd:001 stat:DELIVRD err:000 text:".getBytes(StandardCharsets.US_ASCII));
    Street.await(() -> street.types().contains("notice.delivered"));
    assertEquals(List.of("notice.sent", "notice.delivered"), street.types());
  }

  @Test
  void whileTheDeskIsAwayTheCentreHearsATemporaryError() throws Exception {
    street.deskIsAway = true;
    NegativeResponseException later =
        assertThrows(NegativeResponseException.class, () -> centre.deliver(WANG, "停电"));
    assertEquals(SMPPConstant.STAT_ESME_RX_T_APPN, later.getCommandStatus());
    street.deskIsAway = false;
    centre.deliver(WANG, "停电");
    assertEquals(1, street.submissions.size());
  }

  @Test
  void aCentreThatSaysSlowerIsGivenTimeAndGetsItOnce() throws Exception {
    centre.status = SMPPConstant.STAT_ESME_RTHROTTLED;
    centre.deliver(WANG, "停电一");
    centre.deliver(WANG, "停电二");
    Street.await(() -> centre.refusals.get() >= 1);
    centre.status = SMPPConstant.STAT_ESME_ROK;
    Street.await(
        () -> {
          street.now = street.now.plusSeconds(1);
          return centre.taken.size() == 2;
        });
    Street.await(() -> street.types().stream().filter("notice.sent"::equals).count() == 2);
    assertEquals(2, centre.taken.size());
  }

  @Test
  void inTrainingNothingIsSentAndNothingLater() throws Exception {
    street.house.in(Context.TRAINING);
    centre.deliver(WANG, "停电");
    Street.await(() -> street.types().contains("notice.withheld"));
    assertEquals("training", street.facts.get(0).data().get("cause"));
    assertEquals(
        List.of("withheld"),
        street.strings("select state from sms.outgoing"),
        "its words are kept");
    centre.hangUp();
    street.house.in(Context.TESTING);
    Street.await(() -> acceptedBy(centre, "再次停电"));
    Street.await(() -> street.types().equals(List.of("notice.withheld", "notice.withheld")));
    assertEquals(0, centre.taken.size());
    street.house.in(Context.PRODUCTION);
    Street.await(() -> acceptedBy(centre, "第三次停电"));
    Street.await(() -> street.types().contains("notice.sent"));
    assertEquals(1, centre.taken.size(), "what was withheld is not sent later");
  }

  private static boolean acceptedBy(Centre centre, String text) {
    try {
      centre.deliver(WANG, text);
      return true;
    } catch (Exception again) {
      return false;
    }
  }

  @Test
  void aWrongNumberIsGivenUp() throws Exception {
    centre.status = SMPPConstant.STAT_ESME_RINVDSTADR;
    centre.deliver(WANG, "停电");
    Street.await(() -> street.types().contains("notice.failed"));
    assertEquals(1, centre.refusals.get());
  }

  @Test
  void underLoadWithTheLineCutAndTheServiceReplacedNothingIsLostOrDoubled() throws Exception {
    int wanted = 60;
    List<String> acknowledged = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      String text = "停电 " + i;
      if (i % 20 == 7) {
        centre.hangUp();
      }
      if (i == 30) {
        service.close();
        service = service(Map.of("bind", "separate"));
      }
      Street.await(
          () -> {
            try {
              centre.deliver(WANG, text);
              return true;
            } catch (Exception again) {
              return false;
            }
          });
      acknowledged.add(text);
    }
    assertEquals(wanted, street.submissions.size());
    List<String> taken =
        street.submissions.values().stream().map(one -> one.text()).sorted().toList();
    assertEquals(acknowledged.stream().sorted().toList(), taken);
    assertTrue(centre.binds.get() >= 5, "bound again after each");
  }

  @Test
  void whoAnnouncesMoreThanThereCanBeIsHungUpOn() throws Exception {
    // The platform is the client: so a centre that has gone mad, without a library.
    service.close();
    try (java.net.ServerSocket mad = new java.net.ServerSocket(0)) {
      service = street.service(mad.getLocalPort(), Map.of());
      try (Socket line = mad.accept()) {
        line.setSoTimeout(20_000);
        new DataOutputStream(line.getOutputStream()).writeInt(0x7FFF_FFFF);
        new DataOutputStream(line.getOutputStream()).write(new byte[12]);
        while (line.getInputStream().read() >= 0) {
          // until it is hung up on
        }
      }
    }
  }
}
