package io.lamplighter.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport.Report;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Customers that are told of twice, or later than they should be. */
@NullUnmarked
class CustomerOrderTest {
  private static final Caller LOADER =
      new Caller("p", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR, Role.AGENT), "3306", Set.of());

  private final CommittedFacts journal = new CommittedFacts();
  private final CustomerService customers =
      new CustomerService(
          TestDatabase.unit("customers"),
          journal,
          new NotedLooks(),
          new StreamingCsvImport(),
          InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z")));

  @BeforeEach
  void empty() {
    TestDatabase.reset("customers");
  }

  @Test
  void inWhateverOrderTheyComeTheNewestCounts() {
    for (List<Integer> order :
        List.of(
            List.of(1, 2, 3),
            List.of(1, 3, 2),
            List.of(2, 1, 3),
            List.of(2, 3, 1),
            List.of(3, 1, 2),
            List.of(3, 2, 1))) {
      TestDatabase.reset("customers");
      for (int hour : order) {
        load(at(hour));
        load(at(hour));
      }
      assertEquals("at 3", address(), () -> "in the order " + order);
      int facts = journal.all().size();
      for (int hour : order) {
        assertEquals(1, load(at(hour)).unchanged());
      }
      assertEquals(facts, journal.all().size(), "nothing changed");
    }
  }

  @Test
  void ofTwoInOneFileTheNewerCounts() {
    Report report = load(at(2), at(3), at(1));
    assertEquals(new Report(3, 1, 0, 2, 0, List.of()), report);
    assertEquals("at 3", address());
  }

  @Test
  void whatWasToldAgainHoldsFromThenOn() {
    load(line("same", 1));
    load(line("same", 5));
    load(line("other", 4));
    assertEquals("same", address());
    assertEquals(1, customers.get(LOADER, "c1").version());
  }

  @Test
  void whatDoesNotSayOfWhenItIsCountsAsItComes() {
    load(at(5));
    load("c1,王五,330602,now,");
    assertEquals("now", address());
    load(at(4));
    assertEquals("now", address());
  }

  @Test
  void aTimeThatIsNoneIsABadLine() {
    Report report = load("c1,王五,330602,x,2026-11-22 08:00");
    assertEquals("changedAt", report.bad().get(0).error().pointer());
  }

  private static String at(int hour) {
    return line("at " + hour, hour);
  }

  private static String line(String address, int hour) {
    return "c1,王五,330602," + address + ",2026-11-22T0" + hour + ":00:00+08:00";
  }

  private Report load(String... lines) {
    String csv = "customerNo,name,region,address,changedAt\n" + String.join("\n", lines);
    return customers.importCsv(LOADER, new StringReader(csv));
  }

  private String address() {
    return customers.get(LOADER, "c1").address();
  }
}
