package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import io.lamplighter.store.ToldRequests;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A station with crews on an empty database, a desk on paper, and a clock that the test sets. */
final class Depot {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  static final String STATION = "S1";
  static final Caller AGENT = person("anna", Role.AGENT, Role.DISPATCHER);
  static final Location HOME = new Location(120.58, 30.0);

  /** Rings once, when the desk is away. */
  volatile boolean deskAway;

  volatile boolean clocksAway;

  volatile Instant now = at("2026-11-23T07:00");
  final UnitOfWork work = TestDatabase.unit("dispatch", WorkOrderEntity.class);
  final CommittedFacts journal = new CommittedFacts();
  final TestHouse house = new TestHouse();
  final Map<String, Request> requests = new ConcurrentHashMap<>();
  final List<MoveOrder> moves = new CopyOnWriteArrayList<>();
  final Desk desk = desk();

  /** Whom the house knows, by number. */
  final Map<String, Customer> customers = new ConcurrentHashMap<>();

  /** Limits that run, by their ids. */
  final Map<String, Clock> limits = new ConcurrentHashMap<>();

  final RunningClocks clocks = clocks();
  final Tools tools;
  private final ToldRequests told = new ToldRequests();
  private long cursor;
  private long acts;

  Depot() {
    TestDatabase.reset("dispatch");
    WorkKinds kinds = WorkKinds.load(null);
    tools =
        new Tools(
            work,
            journal,
            new Agenda(work, () -> now, Tools.AGENDA, Duration.ofMinutes(1)),
            house,
            organisation(),
            customers(),
            kinds,
            new Durations(kinds),
            new Roads(30, 1.4),
            Slots.of("08:30-10:30,10:30-12:30,13:30-15:30,15:30-17:30"),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15));
  }

  static Caller person(String name, Role... roles) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(roles), "3306", Set.of());
  }

  static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(ZONE).toInstant();
  }

  static Span span(String from, String to) {
    return new Span(at(from), at(to));
  }

  /** Two people with all skills, at home at the depot. */
  void crew(String code) {
    crew(code, 2, "repair", "meter", "survey");
  }

  void crew(String code, int people, String... skills) {
    work.run(
        t -> {
          new Sql(
                  t.connection(),
                  "insert into dispatch.crew (code, name, station, region, lon, lat, changed_at)"
                      + " values (?, ?, ?, '330602', 120.58, 30.0, ?)")
              .with(code, "班组" + code, STATION, now)
              .run();
          for (int i = 0; i < people; i++) {
            String login = code + "-" + i;
            new Sql(t.connection(), "insert into dispatch.member (login, crew) values (?, ?)")
                .with(login, code)
                .run();
            for (String skill : skills) {
              new Sql(
                      t.connection(),
                      "insert into dispatch.certificate (login, skill) values (?, ?)")
                  .with(login, skill)
                  .run();
            }
          }
        });
  }

  void shift(String crew, String from, String to) {
    work.run(
        t ->
            new Sql(
                    t.connection(),
                    "insert into dispatch.shift (crew, from_at, to_at) values (?, ?, ?)")
                .with(crew, at(from), at(to))
                .run());
  }

  /** From 08:30 to 17:30 on that day. */
  void works(String crew, String day) {
    shift(crew, day + "T08:30", day + "T17:30");
  }

  private Customers customers() {
    return proxy(
        Customers.class,
        (name, arguments) -> {
          Customer customer = customers.get((String) arguments[1]);
          if (customer == null) {
            throw new Refusal.NotFound("customer.unknown", new Text("unknown", "unknown"));
          }
          return customer;
        });
  }

  private static Organisation organisation() {
    return proxy(
        Organisation.class,
        (name, arguments) ->
            switch (name) {
              case "line" ->
                  List.of(
                      unit((String) arguments[0], Level.CELL),
                      unit(station((String) arguments[0]), Level.STATION));
              case "below" -> List.of();
              default -> null;
            });
  }

  private static String station(String cell) {
    return cell.equals("G1") ? STATION : cell.replace("-G01", "-S1");
  }

  private static Unit unit(String code, Level level) {
    return new Unit(code, code, level, null, "330602", null, MONDAY, null);
  }

  private interface Answer {
    @Nullable Object to(String name, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    Class<?>[] faces = {type};
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            faces,
            (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
  }

  /** Knows requests, and moves them along its line as the real one does. */
  private Desk desk() {
    return proxy(
        Desk.class,
        (name, arguments) -> {
          if (deskAway) {
            throw new Refusal.Unavailable(new Text("away", "away"), new IllegalStateException());
          }
          if (name.equals("get")) {
            return requests.get((String) arguments[1]);
          }
          MoveOrder order = (MoveOrder) arguments[1];
          RequestState to =
              switch (order.move()) {
                case TRIAGE -> RequestState.TRIAGED;
                case SCHEDULE -> RequestState.SCHEDULED;
                case DISPATCH -> RequestState.DISPATCHED;
                case ACCEPT -> RequestState.ACCEPTED;
                case ARRIVE -> RequestState.ON_SITE;
                case RESOLVE -> RequestState.RESOLVED;
                default -> throw new IllegalArgumentException(order.move().wire());
              };
          moves.add(order);
          return requests.computeIfPresent(
              order.requestNo(), (no, was) -> request(no, to, was.location()));
        });
  }

  /** Its clocks stand still for an absent customer when their rule is of services. */
  private RunningClocks clocks() {
    return proxy(
        RunningClocks.class,
        (name, arguments) -> {
          if (clocksAway) {
            throw new Refusal.Unavailable(new Text("away", "away"), new IllegalStateException());
          }
          if (name.equals("find")) {
            ClockQuery query = (ClockQuery) arguments[1];
            return new Page<>(
                limits.values().stream()
                    .filter(one -> one.on().equals(query.on()) && one.state() == query.state())
                    .toList(),
                null);
          }
          Clock clock = Objects.requireNonNull(limits.get((String) arguments[1]));
          List<Clock.Stop> stops = new ArrayList<>(clock.pauses());
          if (name.equals("resume")) {
            Clock.Stop last = stops.remove(stops.size() - 1);
            stops.add(new Clock.Stop(last.from(), now, last.reason(), last.evidence()));
            return limits.put(clock.id(), limit(clock, Clock.State.RUNNING, stops));
          }
          if (!clock.rule().equals("service.other")) {
            throw new Refusal.Invalid("/reason", "nothing stops it", "不得暂停");
          }
          stops.add(new Clock.Stop(now, null, (String) arguments[3], (String) arguments[4]));
          return limits.put(clock.id(), limit(clock, Clock.State.PAUSED, stops));
        });
  }

  /** A limit runs on a request by a rule. */
  void limit(String id, String on, String rule) {
    limits.put(
        id,
        new Clock(
            id,
            on,
            rule,
            "1",
            "it",
            "330602",
            null,
            null,
            false,
            Clock.State.RUNNING,
            now,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            0,
            List.of(),
            List.of(),
            List.of(),
            1));
  }

  private static Clock limit(Clock was, Clock.State state, List<Clock.Stop> pauses) {
    return new Clock(
        was.id(),
        was.on(),
        was.rule(),
        "1",
        "it",
        "330602",
        null,
        null,
        false,
        state,
        was.startedAt(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        List.of(),
        List.of(),
        pauses,
        was.version() + 1);
  }

  static Request request(String no, RequestState state, @Nullable Location at) {
    return new Request(
        no,
        1,
        RequestKind.SERVICE,
        "given",
        state,
        "web",
        null,
        null,
        null,
        "330602",
        "G1",
        null,
        null,
        "幸福路 1 号",
        at,
        "装表",
        5,
        null,
        at("2026-11-22T08:00"),
        null,
        List.of(),
        EnumSet.noneOf(io.lamplighter.api.desk.Move.class),
        false,
        Request.Trust.FULL);
  }

  static Customer customer(String no, Location at) {
    return new Customer(
        no,
        1,
        "王芳",
        List.of("13900001234"),
        "幸福路 1 号",
        at,
        "330602",
        "residential",
        false,
        "G1",
        null,
        null,
        null,
        null,
        Set.of());
  }

  /** Lets a request be triaged, and its work be opened. */
  void request(String no) {
    request(no, "service", HOME);
  }

  void request(String no, String kind, @Nullable Location at) {
    request(no, kind, "G1", at);
  }

  void request(String no, String kind, String cell, @Nullable Location at) {
    requests.put(no, request(no, RequestState.TRIAGED, at));
    int priority = kind.equals("emergency") ? 9 : 5;
    happens(
        "request.triaged",
        no,
        Map.of("kind", kind, "cell", cell, "to", "triaged", "priority", priority));
  }

  /** Something happens to a request, and is read. */
  void happens(String type, String no, Map<String, Object> given) {
    happens("anna", type, no, given);
  }

  void happens(String actor, String type, String no, Map<String, Object> given) {
    read(entry(actor, type, no, given));
  }

  Entry entry(String actor, String type, String no, Map<String, Object> given) {
    Map<String, Object> all = new HashMap<>(Map.of("kind", "service", "cell", "G1"));
    all.putAll(given);
    return new Entry(
        new Cursor(1, ++cursor), type, no, "330602", actor, "desk", now, told.data(type, no, all));
  }

  void read(Entry... entries) {
    WorkFollower follower = new WorkFollower(tools, desk, work);
    work.run(t -> follower.handle(t, List.of(entries)));
  }

  /** What was told so far and is read here too, as the journal brings it. */
  void hear(String type, String subject) {
    for (Fact fact : journal.all()) {
      if (fact.type().equals(type) && fact.subject().equals(subject)) {
        read(
            new Entry(
                new Cursor(1, ++cursor),
                type,
                subject,
                "330602",
                fact.actor(),
                "dispatch",
                now,
                new HashMap<>(fact.data())));
      }
    }
  }

  Bookings bookings() {
    return new Bookings(tools);
  }

  /** A dispatcher puts it at a crew, to begin then or where it costs least. */
  void plan(String no, @Nullable String crew, LocalDate day, @Nullable String start) {
    Move move = new Move(no, crew, start == null ? null : at(start), start != null, false);
    new Plans(tools).move(AGENT, STATION, day, List.of(move), null, "moved");
  }

  void publish(LocalDate day) {
    new Plans(tools).publish(AGENT, STATION, day, null);
  }

  StationDay board(LocalDate day) {
    return new Plans(tools).read(AGENT, STATION, day);
  }

  /** A crew's member says that he did it then; answers what becomes of that. */
  String does(String login, String order, String kind, String when, Map<String, Object> body) {
    String at = at(when).toString();
    Act.Sent sent =
        new Act.Sent(
            UUID.randomUUID().toString(), order, kind, at, login, ++acts, now.toString(), body);
    return new Acts(tools)
        .take(person(login, Role.CREW), List.of(Act.read(sent, "/0", now)))
        .get(0)
        .outcome()
        .wire();
  }

  /** The first time of a day is promised for a request. */
  Bookings.Taken book(String no, Span day) {
    Offers.Wish wish = new Offers.Wish(AppointmentMode.SLOT, day, 1, "anna");
    return bookings()
        .take(AGENT, bookings().ask(AGENT, no, wish).offers().get(0).id(), null, Locale.CHINESE);
  }

  /** Has the desk told until nothing is due. */
  void tellDesk() {
    DeskTruth truth = new DeskTruth(tools, desk, new Standstill(tools, clocks));
    while (truth.round() > 0) {
      // until nothing is
    }
  }

  WorkOrder order(String no) {
    WorkOrder found = work.find(t -> new WorkTables(t.connection()).get(no));
    if (found == null) {
      throw new AssertionError("no work order " + no);
    }
    return found;
  }

  /** Of a station's crews on a day, as the rows have them. */
  List<Tour> tours(LocalDate day) {
    return work.call(
        t -> new Tours(tools, t.connection(), now).ofStation(STATION, tools.span(day)));
  }

  /** Types of what was told of a subject, in order. */
  List<String> told(String subject) {
    List<String> types = new ArrayList<>();
    for (Fact fact : journal.all()) {
      if (fact.subject().equals(subject)) {
        types.add(fact.type());
      }
    }
    return types;
  }
}
