package io.lamplighter.intake.meters;

import static io.lamplighter.intake.meters.Street.LOST;
import static io.lamplighter.intake.meters.Street.RESTORED;
import static io.lamplighter.intake.meters.Street.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Events are stored once; several last gasps of one transformer are one request. */
class MeterDeskTest {
  private final Street street = new Street();

  @Test
  void theSameReportAgainChangesNothing() {
    Incoming gasp = message("c1", "t1-1", LOST, 1);
    street.accept(gasp, gasp);
    street.accept(gasp);
    assertEquals(1, street.count("event"));
    assertEquals(List.of("meter-event.received"), street.types());
    street.accept(message("c2", "t1-1", LOST, 1), message("c1", "t1-1", LOST, 2));
    assertEquals(3, street.count("event"));
  }

  @Test
  void whileNobodyKnowsWhoseMetersTheyAreNothingIsStored() {
    street.customersAreAway = true;
    Incoming gasp = message("c1", "t1-1", LOST, 1);
    assertThrows(Refusal.Unavailable.class, () -> street.accept(gasp));
    assertEquals(0, street.count("event"));
    street.customersAreAway = false;
    street.accept(gasp, message("c1", "t1-2", LOST, 2));
    assertEquals(1, street.submissions.size(), "the outage is seen all the same");
  }

  @Test
  void aSingleMetersLastGaspsAlarmNobody() {
    street.accept(message("c1", "t1-1", LOST, 1), message("c1", "t1-1", LOST, 9));
    street.accept(message("c1", "t2-1", LOST, 1));
    street.accept(message("c1", "stranger", LOST, 1), message("c1", "nobody", LOST, 1));
    assertEquals(0, street.submissions.size());
  }

  @Test
  void severalOpenOneRequestAndLaterOnesJoinIt() {
    street.accept(message("c1", "t1-1", LOST, 1));
    street.accept(message("c1", "t1-2", LOST, 20), message("c1", "t2-1", LOST, 20));
    street.accept(message("c1", "t1-3", LOST, 30), message("c1", "t1-4", LOST, 31));
    assertEquals(1, street.submissions.size());
    Submission asked = street.submissions.values().iterator().next();
    assertEquals("meter", asked.channel());
    assertEquals("fault-repair", asked.kind());
    assertEquals("Ct1-1", asked.customerNo());
    assertEquals("330602", asked.region());
    assertEquals(4, street.count("event where outage is not null"));
    assertEquals(1, street.types().stream().filter("outage.suspected"::equals).count());
  }

  @Test
  void gaspsThatComeInTheWrongOrderCountAlike() {
    street.accept(message("c1", "t1-1", LOST, 30));
    street.accept(message("c1", "t1-2", LOST, 1));
    assertEquals(1, street.submissions.size());
  }

  @Test
  void gaspsFarApartAreNoOutage() {
    street.now = Street.START.plus(Duration.ofHours(1));
    street.accept(message("c1", "t1-1", LOST, 0), message("c1", "t1-2", LOST, 1200));
    assertEquals(0, street.submissions.size());
  }

  @Test
  void whatIsLongPastAlarmsNobodyAnyMore() {
    street.now = Street.START.plus(Duration.ofHours(3));
    street.accept(message("c1", "t1-1", LOST, 0), message("c1", "t1-2", LOST, 1));
    assertEquals(0, street.submissions.size());
    assertEquals(2, street.count("event"));
  }

  @Test
  void anOutageIsOverWhenEveryMeterIsBackAndTheNextOneIsANewRequest() {
    street.accept(message("c1", "t1-1", LOST, 1), message("c1", "t1-2", LOST, 2));
    street.accept(message("c1", "t1-1", RESTORED, 20));
    assertEquals(0, street.count("outage where closed_by = 'restored'"));
    street.accept(message("c1", "t1-2", RESTORED, 21));
    assertEquals(1, street.count("outage where closed_by = 'restored'"));
    assertTrue(street.types().contains("outage.restored"));
    street.accept(message("c1", "t1-1", LOST, 30), message("c1", "t1-2", LOST, 31));
    assertEquals(2, street.submissions.size());
  }

  @Test
  void restoredBeforeAnybodyWasToldIsNoOutage() {
    street.accept(
        message("c1", "t1-1", LOST, 1),
        message("c1", "t1-1", RESTORED, 3),
        message("c1", "t1-2", LOST, 2),
        message("c1", "t1-2", RESTORED, 4));
    assertEquals(0, street.submissions.size());
  }

  @Test
  void anOutageOfWhichNothingWasHeardExpires() {
    street.accept(message("c1", "t1-1", LOST, 1), message("c1", "t1-2", LOST, 2));
    street.now = Street.START.plus(Duration.ofHours(25));
    long later = Duration.ofHours(25).toSeconds();
    street.accept(message("c1", "t1-1", LOST, later - 5), message("c1", "t1-2", LOST, later - 4));
    assertEquals(2, street.submissions.size());
  }

  @Test
  void aDeskThatIsAwayIsToldLaterAndOnce() {
    street.deskIsAway = true;
    Incoming[] gasps = {message("c1", "t1-1", LOST, 1), message("c1", "t1-2", LOST, 2)};
    assertThrows(Refusal.Unavailable.class, () -> street.accept(gasps));
    street.deskIsAway = false;
    street.accept(gasps);
    street.accept(gasps);
    assertEquals(1, street.submissions.size());
    assertEquals(1, street.count("outage where request_no is not null"));
  }

  @Test
  void whatCannotBeReadIsKeptOnceWithItsCause() {
    Incoming garbage = Street.raw("meters/330602/c1/events", "garbage");
    street.accept(garbage, message("c1", "t1-1", LOST, 1));
    street.accept(garbage);
    assertEquals(1, street.count("set_aside where cause = 'not-json'"));
    assertEquals(List.of("meter-event.received", "meter-message.set-aside"), street.types());
  }

  @Test
  void manyAtOnceAreStoredOnceAndAskedOnce() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        running.add(
            nodes.submit(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    street.accept(
                        message("c1", "t" + i % 8 + "-" + i % 5, LOST, i % 7),
                        message("c1", "t" + (39 - i) % 8 + "-" + i % 3, LOST, i % 5));
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    assertEquals(
        street.count("event"),
        street.types().stream().filter("meter-event.received"::equals).count());
    assertEquals(street.count("outage"), street.submissions.size());
    assertEquals(8, street.submissions.size());
  }
}
