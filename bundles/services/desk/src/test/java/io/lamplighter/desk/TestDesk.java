package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.Promised;
import io.lamplighter.api.customers.AddressBook;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestQuery;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.kit.triage.Triage;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.io.Reader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** A desk on an empty schema of a real PostgreSQL, with a clock that is set by hand. */
@NullUnmarked
final class TestDesk {
  static final Caller DISPATCHER = person("li", "3306", Role.DISPATCHER);
  static final Caller AGENT = person("an", "3306", Role.AGENT);
  static final Caller ASSESSOR = person("pan", "3306", Role.ASSESSOR);

  static final Triage TRIAGE = Triage.load(null, DeskService.class, Kinds.SHIPPED);

  final Clock clock = new Clock();
  final TestJournal journal = new TestJournal(clock);
  final NotedLooks looks = new NotedLooks();
  final Map<String, Customers.Match> customers = new HashMap<>();
  volatile boolean customersAreAway;

  /** Rules by the kind that starts them; each is due after half an hour. */
  final Map<String, List<String>> promised =
      Map.of(
          "fault-repair", List.of("fault.first-response"),
          "emergency", List.of("fault.first-response"));

  volatile boolean clocksAreAway;

  /** Cells by transformer. */
  final Map<String, String> cells = new HashMap<>();

  volatile boolean organisationIsAway;

  /** Crews by login. */
  final Map<String, String> crews = new HashMap<>();

  volatile boolean dispatchIsAway;

  /** How addresses are written; {@link Names#round} takes it over. */
  final List<AddressBook.Written> written = new ArrayList<>();

  final Names names = names(() -> List.copyOf(written));
  final List<Customers.Clue> clues = new ArrayList<>();
  final UnitOfWork work = TestDatabase.unit("desk", RequestEntity.class);
  final DeskService desk;

  TestDesk() {
    TestDatabase.reset("desk");
    desk = open();
  }

  DeskService open() {
    return new DeskService(
        work,
        journal,
        looks,
        advice(),
        new Seeing(crews::get, () -> !dispatchIsAway),
        clock,
        new TestHouse(),
        names,
        config(),
        null,
        () -> {});
  }

  private Advice advice() {
    return new Advice(
        new Matching(new KnownCustomers(), () -> true, Treatments.load(null)),
        placing(),
        new Promising(
            (type, matter, start) ->
                promised.getOrDefault(matter.kind(), List.of()).stream()
                    .map(rule -> new Promised(rule, start.plus(Duration.ofMinutes(30)), null))
                    .toList(),
            () -> !clocksAreAway),
        "33");
  }

  private Placing placing() {
    return new Placing(new KnownCells(cells), () -> !organisationIsAway);
  }

  LatePlacer placer() {
    return new LatePlacer(work, journal, placing(), names, clock);
  }

  LateMatcher lateMatcher() {
    return new LateMatcher(
        work, journal, new KnownCustomers(), () -> true, Treatments.load(null), placer(), clock);
  }

  /** What the desk runs its batches with. */
  Intake intake() {
    return new Intake(
        work,
        journal,
        advice(),
        Treatments.load(null),
        new RequestNumbers(new TestHouse().zone()),
        new TrackingTokens(work),
        clock,
        new Intake.Settings(Duration.ofHours(2), 50));
  }

  /** By which nothing but grammar finds anything. */
  static Names names() {
    return names(List::of);
  }

  private static Names names(AddressBook book) {
    return new Names(new TestHouse().zone(), book);
  }

  /** The configuration with every default. */
  static DeskService.Config config() {
    return (DeskService.Config)
        java.lang.reflect.Proxy.newProxyInstance(
            TestDesk.class.getClassLoader(),
            new Class<?>[] {DeskService.Config.class},
            (proxy, method, arguments) -> method.getDefaultValue());
  }

  static Caller person(String name, String region, Role... roles) {
    Set<Role> given = EnumSet.noneOf(Role.class);
    given.addAll(Arrays.asList(roles));
    return new Caller(name, Caller.Kind.PERSON, given, region, Set.of());
  }

  static Caller partner(String region, String... channels) {
    return new Caller("partner", Caller.Kind.PARTNER, Set.of(), region, Set.of(channels));
  }

  /** A fault that cannot be told from another one of the same customer. */
  static Submission fault(String ref, String customerNo) {
    return submission("web", ref, "fault-repair", "整个单元停电了", customerNo, null, null);
  }

  /** A rehearsed fault. */
  static Submission drill(String customerNo) {
    Submission real = fault(null, customerNo);
    return new Submission(
        real.channel(),
        null,
        real.kind(),
        real.text(),
        customerNo,
        real.contact(),
        null,
        null,
        real.region(),
        null,
        null,
        true);
  }

  static Submission submission(
      String channel,
      String ref,
      String kind,
      String text,
      String customerNo,
      String address,
      Location at) {
    return new Submission(
        channel,
        ref,
        kind,
        text,
        customerNo,
        new Submission.Contact("王先生", "13800000000"),
        address,
        at,
        "330602",
        null,
        "{\"raw\":1}");
  }

  Request move(String requestNo, Move move, Object... namesAndValues) {
    return move(DISPATCHER, requestNo, move, namesAndValues);
  }

  Request move(Caller caller, String requestNo, Move move, Object... namesAndValues) {
    Map<String, Object> data = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      data.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return desk.move(caller, new MoveOrder(requestNo, move, null, data));
  }

  List<Request> all() {
    return desk.find(Caller.system("test"), query(null, null, Page.MAX)).items();
  }

  static RequestQuery query(String q, String after, int limit) {
    return new RequestQuery(null, null, null, null, null, null, null, q, after, limit);
  }

  /** Stands still until it is moved. */
  static final class Clock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void advance(Duration by) {
      now = now.plus(by);
    }
  }

  /** Knows customers by number, phone or address, whatever they are filed under. */
  private final class KnownCustomers implements Customers {
    @Override
    public List<Match> match(List<Clue> clues) {
      if (customersAreAway) {
        throw new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
      }
      return clues.stream().map(this::match).toList();
    }

    private Match match(Clue clue) {
      Match match = customers.get(Objects.requireNonNullElse(clue.customerNo(), ""));
      if (match == null && clue.phone() != null) {
        match = customers.get(Keys.phone(clue.phone()));
      }
      if (match == null && clue.address() != null) {
        match = customers.get(Keys.address(clue.address()));
      }
      return match;
    }

    @Override
    public List<Clue> clues(Collection<String> customerNos) {
      return clues.stream().filter(clue -> customerNos.contains(clue.customerNo())).toList();
    }

    @Override
    public List<Match> matchMeters(List<String> meters) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Customer get(Caller caller, String customerNo) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Page<Customer> find(Caller caller, String q, String region, String after, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CsvImport.Report importCsv(Caller caller, Reader csv) {
      throw new UnsupportedOperationException();
    }
  }
}
