package io.lamplighter.intake.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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
  private final House house = new House();
  private Centre centre;
  private Service service;

  @BeforeEach
  void start() throws Exception {
    centre = new Centre();
    service = service(Map.of());
    await(() -> service.isBound() && centre.binds.get() == 1);
  }

  private Service service(Map<String, Object> more) {
    Map<String, Object> values =
        new java.util.HashMap<>(
            Map.of(
                "host",
                "127.0.0.1",
                "port",
                centre.port,
                "systemId",
                "lamp",
                "password",
                Centre.PASSWORD,
                "serviceNumber",
                Samples.SERVICE,
                "perSecond",
                1000));
    values.putAll(more);
    return new Service(
        house.work,
        house.journal,
        house.desk,
        () -> house.now,
        Texts.load(Path.of("none")),
        Samples.config(values));
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    centre.close();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "not within a minute");
      Thread.sleep(10);
    }
  }

  @Test
  void aTextComesInItsNumberGoesOutAndTheReceiptIsKept() throws Exception {
    centre.deliver(WANG, "整个单元停电了");
    assertEquals(1, house.submissions.size(), "answered after the commit");
    await(() -> centre.taken.size() == 1);
    String answer = centre.textsTo(WANG).get(0);
    assertTrue(answer.contains("202611221"), answer);
    assertEquals(WANG, centre.taken.get(0).getDestAddress());
    assertEquals(1, centre.taken.get(0).getDestAddrTon());
    centre.deliver(
        WANG,
        RECEIPT,
        (byte) 0,
        "id:161 sub:001 dlvrd:001 stat:DELIVRD err:000 text:".getBytes(StandardCharsets.US_ASCII));
    await(() -> house.types().contains("notice.delivered"));
    assertEquals(List.of("notice.sent", "notice.delivered"), house.types());
  }

  @Test
  void whileTheDeskIsAwayTheCentreHearsATemporaryError() throws Exception {
    house.deskIsAway = true;
    NegativeResponseException later =
        assertThrows(NegativeResponseException.class, () -> centre.deliver(WANG, "停电"));
    assertEquals(SMPPConstant.STAT_ESME_RX_T_APPN, later.getCommandStatus());
    house.deskIsAway = false;
    centre.deliver(WANG, "停电");
    assertEquals(1, house.submissions.size());
  }

  @Test
  void aCentreThatSaysSlowerIsGivenTimeAndGetsItOnce() throws Exception {
    centre.status = SMPPConstant.STAT_ESME_RTHROTTLED;
    centre.deliver(WANG, "停电一");
    centre.deliver(WANG, "停电二");
    await(() -> centre.refusals.get() >= 1);
    centre.status = SMPPConstant.STAT_ESME_ROK;
    await(
        () -> {
          house.now = house.now.plusSeconds(1);
          return centre.taken.size() == 2;
        });
    await(() -> house.types().stream().filter("notice.sent"::equals).count() == 2);
    assertEquals(2, centre.taken.size());
  }

  @Test
  void aWrongNumberIsGivenUp() throws Exception {
    centre.status = SMPPConstant.STAT_ESME_RINVDSTADR;
    centre.deliver(WANG, "停电");
    await(() -> house.types().contains("notice.failed"));
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
      await(
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
    assertEquals(wanted, house.submissions.size());
    List<String> taken =
        house.submissions.values().stream().map(one -> one.text()).sorted().toList();
    assertEquals(acknowledged.stream().sorted().toList(), taken);
    assertTrue(centre.binds.get() >= 5, "bound again after each");
  }

  @Test
  void whoAnnouncesMoreThanThereCanBeIsHungUpOn() throws Exception {
    // The platform is the client: so a centre that has gone mad, without a library.
    service.close();
    try (java.net.ServerSocket mad = new java.net.ServerSocket(0)) {
      service = service(Map.of("port", mad.getLocalPort()));
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
