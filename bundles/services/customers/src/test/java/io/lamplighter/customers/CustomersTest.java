package io.lamplighter.customers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.AddressBook;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestDatabase;
import java.io.BufferedReader;
import java.io.Reader;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Customers brought in, looked at and recognised. */
@NullUnmarked
class CustomersTest {
  private static final String HEADER =
      "customerNo,name,phones,address,region,class,important,lon,lat,transformer,tags\n";
  private static final Caller LOADER = person("3306", Role.INTEGRATOR);
  private static final Caller AGENT = person("3306", Role.AGENT);

  private final UnitOfWork work = TestDatabase.unit("customers");
  private final CommittedFacts journal = new CommittedFacts();
  private final List<Fact> facts = journal.all();
  private final NotedLooks looks = new NotedLooks();
  private final CustomerService customers;

  CustomersTest() {
    TestDatabase.reset("customers");
    customers =
        new CustomerService(
            work,
            journal,
            looks,
            new PlainCsv(),
            InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z")));
  }

  private static Caller person(String region, Role role) {
    return new Caller("p", Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }

  private CsvImport.Report load(String... lines) {
    return customers.importCsv(LOADER, new StringReader(HEADER + String.join("\n", lines)));
  }

  private void loadThree() {
    load(
        "c1,王五,13800000001;0575-88774567,天下小区3幢101室,330602,residential,true,120.5,30.1,t1,vip;old",
        "c2,李四,13800000002,天下小区3幢102室,330602,low-voltage,,,,t1,",
        "c3,李四,+8613800000002,别处１号,330603,,否,,,,");
  }

  @Test
  void aFileIsLoadedAndLoadedAgainChangesNothing() {
    loadThree();
    assertEquals(
        List.of("customer.registered", "customer.registered", "customer.registered"), types());
    Customer customer = customers.get(AGENT, "c1");
    assertEquals(List.of("13800000001", "0575-88774567"), customer.phones());
    assertEquals(Set.of("vip", "old"), customer.tags());
    assertTrue(customer.important());

    CsvImport.Report again = load("c2,李四,13800000002,天下小区3幢102室,330602,low-voltage,,,,t1,");
    assertEquals(1, again.unchanged());
    CsvImport.Report moved = load("c2,李四,13800000002,新地址,330602,low-voltage,,,,t2,");
    assertEquals(1, moved.changed());
    assertEquals(2, customers.get(AGENT, "c2").version());
    assertTrue(!facts.toString().contains("李四"), "no personal data in the journal");
  }

  /** Nobody's own address is in it; who loads the same again need not read it again. */
  @Test
  void howAddressesAreWrittenIsTold() {
    loadThree();
    load("c4,赵六,,天下小区１２幢9室,330602,residential,,,,t1,", "c5,赵七,,别处2号,330603,,,,,t9,");
    assertEquals(
        List.of(
            new AddressBook.Written("天下小区{}幢{}室", "330602", "t1"),
            new AddressBook.Written("别处{}号", "330603", null)),
        work.read(t -> new BookTables(t.connection()).written(10)));
    long changes = changes();
    load("c4,赵六,,天下小区１２幢9室,330602,residential,,,,t1,");
    assertEquals(changes, changes());
    load("c4,赵六,,天下小区13幢9室,330602,residential,,,,t1,");
    assertEquals(changes + 1, changes());
  }

  private long changes() {
    return work.read(t -> new BookTables(t.connection()).changes());
  }

  @Test
  void badLinesAreNamedByColumnAndTheOthersKept() {
    CsvImport.Report report =
        load(
            "c1,王五,,,330602,,,,,,",
            "c 2,王五,,,330602,,,,,,",
            "c3,王五,call me,,330602,,,,,,",
            "c4,王五,,,330702,,,,,,",
            "c5,王五,,,330602,palace,,,,,",
            "c6,王五,,,330602,,maybe,,,,",
            "c7,王五,,,330602,,,120,,,",
            "c8,王五,,,330602,,,999,30,,",
            "c9,,,,330602,,,,,,",
            "c1,又一次,,,330602,,,,,,");
    assertEquals(1, report.added());
    assertEquals(
        List.of(
            "3 customerNo",
            "4 phones",
            "5 region",
            "6 class",
            "7 important",
            "8 lat",
            "9 lon",
            "10 name",
            "11 customerNo"),
        report.bad().stream()
            .sorted(java.util.Comparator.comparing(CsvImport.BadLine::number))
            .map(bad -> bad.number() + " " + bad.error().pointer())
            .toList());
  }

  @Test
  void aCustomerOfAnotherRegionCannotBeTakenOver() {
    loadThree();
    CsvImport.Report report =
        customers.importCsv(
            person("3307", Role.ADMINISTRATOR), new StringReader(HEADER + "c1,x,,,330702,,,,,,"));
    assertEquals(1, report.badCount());
    assertEquals("王五", customers.get(AGENT, "c1").name());
    assertThrows(
        Refusal.Forbidden.class, () -> customers.importCsv(AGENT, new StringReader(HEADER)));
  }

  private List<Match> match(Clue... clues) {
    return customers.match(Arrays.asList(clues));
  }

  private String found(String number, String phone, String address, String region) {
    Match match = match(new Clue(number, phone, address, region)).get(0);
    return match == null ? null : match.customerNo() + " by " + match.by();
  }

  @Test
  void whoIsMeantIsFoundOnlyWhenItIsCertain() {
    loadThree();
    assertEquals("c1 by number", found("c1", "13800000002", null, null));
    assertEquals("c1 by phone", found("unknown", "+86 138-0000-0001", null, null));
    assertEquals(null, found(null, "13800000002", null, null), "two have this phone");
    assertEquals("c2 by address", found(null, "13800000002", "天下小区 3幢 102室", null));
    assertEquals("c3 by address", found(null, null, "别处1号", "3306"));
    assertEquals(null, found(null, null, "别处1号", "330602"));
    assertEquals(null, found(null, null, "……", null));
    assertEquals(
        3,
        match(
                new Clue("c3", null, null, null),
                new Clue(null, null, null, null),
                new Clue("c1", null, null, null))
            .size());
  }

  @Test
  void whatWouldLeadToCustomersIsTold() {
    loadThree();
    load("c4,王五,,,330602,,,,,,");
    List<Clue> clues = customers.clues(List.of("c1", "c4", "unknown"));
    assertEquals(
        Set.of(
            new Clue("c1", "13800000001", "天下小区3幢101室", "330602"),
            new Clue("c1", "0575-88774567", "天下小区3幢101室", "330602"),
            new Clue("c4", null, null, "330602")),
        Set.copyOf(clues));
  }

  @Test
  void metersAreKnownByTheirOwnNumberOrTheirCustomers() {
    loadThree();
    List<Match> found = customers.matchMeters(List.of("c2", "unknown", "c1", "c2"));
    assertEquals(
        Arrays.asList("c2 by meter", null, "c1 by meter", "c2 by meter"),
        found.stream().map(m -> m == null ? null : m.customerNo() + " by " + m.by()).toList());
  }

  @Test
  void everyLookIsNotedAndKeptToTheRegion() {
    loadThree();
    customers.get(AGENT, "c1");
    customers.find(AGENT, "13800000002", "3306", null, 9);
    customers.find(AGENT, "nobody", null, null, 9);
    Caller assessor = person("3306", Role.ASSESSOR);
    customers.get(assessor, "c1");
    assertEquals(
        List.of(
            "p customer {customers=[c1]}",
            "p customers {customers=[c2, c3]}",
            "p customers {customers=[]}",
            "p customer {customers=[c1]}"),
        looks.told());
    assertEquals(Map.of("q", "13800000002", "region", "3306"), looks.all().get(1).words());
    assertEquals(Map.of(), looks.all().get(1).codes());
    assertThrows(Refusal.NotFound.class, () -> customers.get(person("330603", Role.AGENT), "c1"));
    assertThrows(Refusal.Unauthenticated.class, () -> customers.get(Caller.PUBLIC, "c1"));
    Caller crew = person("3306", Role.CREW);
    assertThrows(Refusal.Forbidden.class, () -> customers.get(crew, "c1"));
    assertThrows(Refusal.Forbidden.class, () -> customers.find(crew, null, null, null, 9));
    customers.get(AGENT.through("intake-call"), "c1");
    assertEquals(4, looks.all().size(), "nothing more was shown outside");
  }

  @Test
  void aListHidesWhomToCallAndOneCustomerShowsIt() {
    loadThree();
    Customer listed = customers.find(AGENT, "c1", null, null, 9).items().get(0);
    assertEquals("王**", listed.name());
    assertEquals(List.of("138****0001", "057****4567"), listed.phones());
    assertEquals("天下小区3幢101室", listed.address());
    assertEquals("王五", customers.get(AGENT, "c1").name());
    Caller part = AGENT.through("intake-call");
    assertEquals("王五", customers.find(part, "c1", null, null, 9).items().get(0).name());
  }

  @Test
  void whoSeesItMaskedDoesNotFindByIt() {
    loadThree();
    for (Set<Role> roles :
        List.of(
            Set.of(Role.ASSESSOR),
            Set.of(Role.ASSESSOR, Role.INTEGRATOR),
            Set.of(Role.ASSESSOR, Role.ADMINISTRATOR),
            Set.of(Role.ASSESSOR, Role.CREW))) {
      Caller assessor = new Caller("pan", Caller.Kind.PERSON, roles, "3306", Set.of());
      Customer masked = customers.get(assessor, "c1");
      assertEquals("王**", masked.name());
      assertEquals("138****0001", masked.phones().get(0));
      assertEquals("***", masked.address());
      assertEquals(null, masked.location());
      for (String q : List.of("李", "3幢", "天下小区", "%", "_", "+8613800000001", "138 0000")) {
        assertThrows(Refusal.Forbidden.class, () -> customers.find(assessor, q, null, null, 9), q);
      }
      assertEquals(
          List.of(), customers.find(assessor, "13800000001", null, null, 9).items(), "a phone");
      assertEquals(1, customers.find(assessor, "c1", null, null, 9).items().size());
    }
  }

  @Test
  void customersAreFoundByNumberPhoneNameOrAddress() {
    loadThree();
    assertEquals(List.of("c1"), numbers("13800000001", null, null, 9));
    assertEquals(List.of("c2", "c3"), numbers("李", null, null, 9));
    assertEquals(List.of("c1", "c2"), numbers("3幢", "330602", null, 9));
    assertEquals(List.of(), numbers("%", null, null, 9));
    Page<Customer> first = customers.find(AGENT, null, null, null, 2);
    assertEquals("c2", first.next());
    assertEquals(List.of("c3"), numbers(null, null, first.next(), 2));
    assertThrows(Refusal.Invalid.class, () -> customers.find(AGENT, null, "x", null, 2));
  }

  private List<String> numbers(String q, String region, String after, int limit) {
    return customers.find(AGENT, q, region, after, limit).items().stream()
        .map(Customer::customerNo)
        .toList();
  }

  /** CSV without quotes, in one chunk. */
  static final class PlainCsv implements CsvImport {
    @Override
    public Report run(Reader csv, Set<String> required, Set<String> optional, Sink sink) {
      List<String> written = new BufferedReader(csv).lines().toList();
      String[] columns = written.get(0).split(",");
      List<Line> lines = new ArrayList<>();
      for (int i = 1; i < written.size(); i++) {
        String[] values = written.get(i).split(",", -1);
        Map<String, String> line = new HashMap<>();
        for (int c = 0; c < columns.length; c++) {
          if (!values[c].isBlank()) {
            line.put(columns[c], values[c].strip());
          }
        }
        lines.add(new Line(i + 1, line));
      }
      Outcome outcome = sink.take(lines);
      return new Report(
          lines.size(),
          outcome.added(),
          outcome.changed(),
          outcome.unchanged(),
          outcome.bad().size(),
          outcome.bad());
    }
  }

  private List<String> types() {
    return facts.stream().map(Fact::type).toList();
  }
}
