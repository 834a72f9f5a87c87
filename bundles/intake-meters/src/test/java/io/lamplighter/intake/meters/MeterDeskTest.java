package io.lamplighter.intake.meters;

import static io.lamplighter.intake.meters.House.LOST;
import static io.lamplighter.intake.meters.House.RESTORED;
import static io.lamplighter.intake.meters.House.message;
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
  private final House house = new House();

  @Test
  void theSameReportAgainChangesNothing() {
    Incoming gasp = message("c1", "t1-1", LOST, 1);
    house.accept(gasp, gasp);
    house.accept(gasp);
    assertEquals(1, house.count("event"));
    assertEquals(List.of("meter-event.received"), house.types());
    house.accept(message("c2", "t1-1", LOST, 1), message("c1", "t1-1", LOST, 2));
    assertEquals(3, house.count("event"));
  }

  @Test
  void aSingleMetersLastGaspsAlarmNobody() {
    house.accept(message("c1", "t1-1", LOST, 1), message("c1", "t1-1", LOST, 9));
    house.accept(message("c1", "t2-1", LOST, 1));
    house.accept(message("c1", "stranger", LOST, 1), message("c1", "nobody", LOST, 1));
    assertEquals(0, house.submissions.size());
  }

  @Test
  void severalOpenOneRequestAndLaterOnesJoinIt() {
    house.accept(message("c1", "t1-1", LOST, 1));
    house.accept(message("c1", "t1-2", LOST, 20), message("c1", "t2-1", LOST, 20));
    house.accept(message("c1", "t1-3", LOST, 30), message("c1", "t1-4", LOST, 31));
    assertEquals(1, house.submissions.size());
    Submission asked = house.submissions.values().iterator().next();
    assertEquals("meter", asked.channel());
    assertEquals("fault-repair", asked.kind());
    assertEquals("Ct1-1", asked.customerNo());
    assertEquals("330602", asked.region());
    assertEquals(4, house.count("event where outage is not null"));
    assertEquals(1, house.types().stream().filter("outage.suspected"::equals).count());
  }

  @Test
  void gaspsThatComeInTheWrongOrderCountAlike() {
    house.accept(message("c1", "t1-1", LOST, 30));
    house.accept(message("c1", "t1-2", LOST, 1));
    assertEquals(1, house.submissions.size());
  }

  @Test
  void gaspsFarApartAreNoOutage() {
    house.now = House.START.plus(Duration.ofHours(1));
    house.accept(message("c1", "t1-1", LOST, 0), message("c1", "t1-2", LOST, 1200));
    assertEquals(0, house.submissions.size());
  }

  @Test
  void whatIsLongPastAlarmsNobodyAnyMore() {
    house.now = House.START.plus(Duration.ofHours(3));
    house.accept(message("c1", "t1-1", LOST, 0), message("c1", "t1-2", LOST, 1));
    assertEquals(0, house.submissions.size());
    assertEquals(2, house.count("event"));
  }

  @Test
  void anOutageIsOverWhenEveryMeterIsBackAndTheNextOneIsANewRequest() {
    house.accept(message("c1", "t1-1", LOST, 1), message("c1", "t1-2", LOST, 2));
    house.accept(message("c1", "t1-1", RESTORED, 20));
    assertEquals(0, house.count("outage where closed_by = 'restored'"));
    house.accept(message("c1", "t1-2", RESTORED, 21));
    assertEquals(1, house.count("outage where closed_by = 'restored'"));
    assertTrue(house.types().contains("outage.restored"));
    house.accept(message("c1", "t1-1", LOST, 30), message("c1", "t1-2", LOST, 31));
    assertEquals(2, house.submissions.size());
  }

  @Test
  void restoredBeforeAnybodyWasToldIsNoOutage() {
    house.accept(
        message("c1", "t1-1", LOST, 1),
        message("c1", "t1-1", RESTORED, 3),
        message("c1", "t1-2", LOST, 2),
        message("c1", "t1-2", RESTORED, 4));
    assertEquals(0, house.submissions.size());
  }

  @Test
  void anOutageOfWhichNothingWasHeardExpires() {
    house.accept(message("c1", "t1-1", LOST, 1), message("c1", "t1-2", LOST, 2));
    house.now = House.START.plus(Duration.ofHours(25));
    long later = Duration.ofHours(25).toSeconds();
    house.accept(message("c1", "t1-1", LOST, later - 5), message("c1", "t1-2", LOST, later - 4));
    assertEquals(2, house.submissions.size());
  }

  @Test
  void aDeskThatIsAwayIsToldLaterAndOnce() {
    house.deskIsAway = true;
    Incoming[] gasps = {message("c1", "t1-1", LOST, 1), message("c1", "t1-2", LOST, 2)};
    assertThrows(Refusal.Unavailable.class, () -> house.accept(gasps));
    house.deskIsAway = false;
    house.accept(gasps);
    house.accept(gasps);
    assertEquals(1, house.submissions.size());
    assertEquals(1, house.count("outage where request_no is not null"));
  }

  @Test
  void whatCannotBeReadIsKeptOnceWithItsCause() {
    Incoming garbage = House.raw("meters/330602/c1/events", "garbage");
    house.accept(garbage, message("c1", "t1-1", LOST, 1));
    house.accept(garbage);
    assertEquals(1, house.count("set_aside where cause = 'not-json'"));
    assertEquals(List.of("meter-event.received", "meter-message.set-aside"), house.types());
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
                    house.accept(
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
        house.count("event"),
        house.types().stream().filter("meter-event.received"::equals).count());
    assertEquals(house.count("outage"), house.submissions.size());
    assertEquals(8, house.submissions.size());
  }
}
