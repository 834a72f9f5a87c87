package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.dispatch.Tours.CrewDay;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who comes at the same moment: one is served, nobody is lied to, nobody waits for ever. */
class ManyAtOnceTest {
  private static final LocalDate TUESDAY = Depot.MONDAY.plusDays(1);
  private static final CrewDay OF_A = new CrewDay("A", TUESDAY);
  private static final Span DAY = Depot.span("2026-11-24T00:00", "2026-11-25T00:00");

  private final ExecutorService others = Executors.newFixedThreadPool(2);
  private Depot depot;

  @BeforeEach
  void start() {
    depot = new Depot();
    depot.crew("A");
    depot.works("A", "2026-11-24");
    depot.request("R1");
  }

  @AfterEach
  void stop() {
    others.shutdownNow();
  }

  /** Until as many wait for a lock. */
  private static void areWaiting(Connection connection, int many) throws SQLException {
    long end = System.nanoTime() + 800_000_000L;
    while (System.nanoTime() < end) {
      int waiting =
          new Sql(connection, "select count(distinct pid) from pg_locks where not granted")
              .only(row -> row.count());
      if (waiting >= many) {
        return;
      }
    }
    throw new AssertionError("nobody waits");
  }

  private List<Offer> offers() {
    Offers.Wish wish = new Offers.Wish(AppointmentMode.SLOT, DAY, 3, "anna");
    return depot.bookings().ask(Depot.AGENT, "R1", wish).offers();
  }

  private Future<String> taking(Offer offer) {
    return others.submit(
        () -> {
          try {
            depot.bookings().take(Depot.AGENT, offer.id(), null, Locale.CHINESE);
            return "taken";
          } catch (Refusal refusal) {
            return refusal.code();
          }
        });
  }

  private TreeSet<String> bothTake(Offer one, Offer other) throws Exception {
    List<Future<String>> all = new ArrayList<>();
    depot.work.run(
        t -> {
          new Tours(depot.tools, t.connection(), depot.now).lock(List.of(OF_A));
          all.add(taking(one));
          all.add(taking(other));
          areWaiting(t.connection(), 2);
        });
    return new TreeSet<>(List.of(all.get(0).get(), all.get(1).get()));
  }

  @Test
  void ofTwoOffersOfOneRequestOneIsTaken() throws Exception {
    List<Offer> offers = offers();
    assertEquals(
        new TreeSet<>(List.of("appointment.gone", "taken")),
        bothTake(offers.get(0), offers.get(1)));
    assertEquals(List.of("appointment.made"), depot.told("R1"));
  }

  @Test
  void oneOfferIsTakenOnce() throws Exception {
    Offer offer = offers().get(0);
    assertEquals(new TreeSet<>(List.of("appointment.gone", "taken")), bothTake(offer, offer));
    assertEquals(0, depot.order("R1-1").movedTimes());
    assertEquals(List.of("appointment.made"), depot.told("R1"));
  }

  @Test
  void nothingIsPromisedForWhatIsCalledOffMeanwhile() throws Exception {
    Offer offer = offers().get(0);
    List<Future<String>> taking = new ArrayList<>();
    depot.work.run(
        t -> {
          new WorkFollower(depot.tools, depot.desk, depot.work)
              .handle(
                  t,
                  List.of(
                      depot.entry("anna", "request.cancelled", "R1", Map.of("to", "cancelled"))));
          taking.add(taking(offer));
          areWaiting(t.connection(), 1);
        });
    assertEquals("work-order.begun", taking.get(0).get());
    assertEquals(WorkState.CANCELLED, depot.order("R1-1").state());
    assertEquals(List.of(), depot.told("R1"));
  }

  /** Somebody has the first; whoever wants both must not have the second meanwhile. */
  private void inOrder(Runnable wantsBoth) {
    List<Future<?>> other = new ArrayList<>();
    depot.work.run(
        t -> {
          new WorkTables(t.connection()).locked(List.of("R1-1"));
          other.add(others.submit(wantsBoth));
          areWaiting(t.connection(), 1);
          assertTrue(
              new Sql(
                      t.connection(),
                      "select 1 from dispatch.work_order where no = 'R2-1' for update nowait")
                  .isThere());
        });
    try {
      other.get(0).get();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void limitsAndToursHoldOrdersInOneOrder() {
    depot.request("R2");
    depot.plan("R2-1", "A", TUESDAY, "2026-11-24T09:00");
    depot.plan("R1-1", "A", TUESDAY, "2026-11-24T11:00");
    inOrder(() -> depot.work.run(t -> new WorkTables(t.connection()).due(List.of("R2", "R1"))));
    List<Tour.Stop> stops = depot.tours(TUESDAY).get(0).stops();
    assertEquals("R2-1", stops.get(0).job().order());
    inOrder(() -> depot.work.run(t -> new WorkTables(t.connection()).retime(stops)));
  }
}
