package io.lamplighter.visits;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.desk.TimelineItem;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitQuery;
import io.lamplighter.kit.agenda.Agenda;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/**
 * The neighbours: a real PostgreSQL, a journal that remembers, customers, and a desk that lets a
 * resolved request be visited once and a visited one be opened again, and tells the journal.
 */
@NullUnmarked
final class Street {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** Ten in the morning in China. */
  static final Instant TEN = at("2026-11-30T10:00");

  final UnitOfWork work = TestDatabase.unit("visits");
  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Map<String, Request> requests = new HashMap<>();
  final Map<String, RequestState> states = new HashMap<>();
  final List<MoveOrder> moves = new ArrayList<>();
  final Set<String> important = new HashSet<>();
  final Tools tools;
  final Seeds seeds;
  final VisitsService visits;
  Instant now = TEN;
  boolean deskIsAway;

  /** The desk makes a move, and is killed before it has answered. */
  boolean deskBreaksOff;

  /** What the desk does not expect of anybody. */
  final Set<String> puzzling = new HashSet<>();

  private final Steps steps;
  private final VisitFollower follower;
  private final ToldRequests told = new ToldRequests();
  private Asking asking = Asking.load(null);
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, Long> versions = new HashMap<>();
  private final Map<String, Long> resolvedAs = new HashMap<>();

  Street() {
    TestDatabase.reset("visits");
    tools =
        new Tools(
            work,
            journal,
            new Agenda(work, () -> now, Tools.AGENDA, Duration.ofMinutes(1)),
            new TestHouse(),
            desk(),
            () -> asking,
            CallHours.of("09:00-12:00,14:00-18:00,18:00-20:30"),
            new Tools.Patience(
                Duration.ofHours(24),
                Duration.ofHours(24),
                Duration.ofDays(14),
                Duration.ofDays(30)));
    seeds = new Seeds(tools);
    steps = new Steps(tools, new Drawing(tools, seeds, this::customers, this::organisation));
    follower = new VisitFollower(tools, work);
    visits = new VisitsService(tools);
  }

  static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(ZONE).toInstant();
  }

  static Caller person(String name, Role role) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(role), "33", Set.of());
  }

  static final Caller AGENT = person("chen", Role.AGENT);

  void tables(Asking other) {
    asking = other;
  }

  /** A request that is worked on. */
  void request(String no, RequestKind kind, String phone, String customer) {
    requests.put(
        no,
        new Request(
            no,
            1,
            kind,
            "given",
            RequestState.ON_SITE,
            "web",
            null,
            customer,
            null,
            "330602",
            "G1",
            null,
            new Submission.Contact(null, phone),
            null,
            null,
            "停电",
            5,
            null,
            now,
            null,
            List.of(),
            Set.of()));
    states.put(no, RequestState.ON_SITE);
  }

  /** It is done, by that person; the first time as the third version of it. */
  void resolved(String no, String by) {
    states.put(no, RequestState.RESOLVED);
    long version = versions.merge(no, 3L, (before, more) -> before + more);
    resolvedAs.put(no, version);
    happens(
        "request.resolved",
        no,
        by,
        Map.of("version", version, "to", "resolved", "from", "on-site"));
  }

  /** The whole journal is read once more, from its start. */
  void replay() {
    entries.forEach(entry -> work.run(transaction -> follower.handle(transaction, List.of(entry))));
  }

  /** The journal tells of it, and tells it again. */
  void happens(String type, String no, String actor, Map<String, Object> data) {
    Map<String, Object> all = new HashMap<>(data);
    if (requests.containsKey(no)) {
      all.putIfAbsent("kind", requests.get(no).kind().wire());
      all.putIfAbsent("cell", "G1");
    }
    Entry entry =
        new Entry(
            new Cursor(1, entries.size() + 1L),
            type,
            no,
            "330602",
            actor,
            "/desk",
            now,
            type.startsWith("request.") ? told.data(type, no, all) : all);
    entries.add(entry);
    for (int i = 0; i < 2; i++) {
      work.run(transaction -> follower.handle(transaction, List.of(entry)));
    }
  }

  /** Does what is due until nothing is. */
  void rounds() {
    for (int round = 0; steps.round() > 0; round++) {
      if (round > 50) {
        throw new AssertionError("it goes on for ever");
      }
    }
  }

  void later(Duration time) {
    now = now.plus(time);
    rounds();
  }

  Visit visit(String no) {
    return visits
        .find(AGENT, new VisitQuery(null, null, null, null, no, null, null, null, Page.MAX))
        .items()
        .get(0);
  }

  List<String> types() {
    return facts.stream().map(Fact::type).filter(type -> !type.startsWith("visit-seed.")).toList();
  }

  Fact fact(String type) {
    return facts.stream().filter(one -> one.type().equals(type)).reduce((a, b) -> b).orElseThrow();
  }

  private Customers customers() {
    return (Customers)
        Proxy.newProxyInstance(
            Street.class.getClassLoader(),
            new Class<?>[] {Customers.class},
            (proxy, method, arguments) ->
                ((List<?>) arguments[0])
                    .stream()
                        .map(
                            clue -> {
                              String no = ((Customers.Clue) clue).customerNo();
                              return new Customers.Match(
                                  no, "number", "330602", important.contains(no), null, null, null);
                            })
                        .toList());
  }

  private Organisation organisation() {
    LocalDate day = LocalDate.of(2026, 1, 1);
    List<Unit> line =
        List.of(
            new Unit("G1", "一号网格", Level.CELL, "S1", "330602", null, day, null),
            new Unit("S1", "城南供电所", Level.STATION, "Y1", "330602", null, day, null),
            new Unit("Y1", "越城", Level.COUNTY, null, "330602", null, day, null));
    return (Organisation)
        Proxy.newProxyInstance(
            Street.class.getClassLoader(),
            new Class<?>[] {Organisation.class},
            (proxy, method, arguments) -> line);
  }

  private long next(String no) {
    return versions.merge(no, 1L, Long::sum);
  }

  /** As the desk has it now. */
  private Request standing(String no) {
    Request first = Objects.requireNonNull(requests.get(no));
    return new Request(
        no,
        versions.getOrDefault(no, first.version()),
        first.kind(),
        first.kindReason(),
        states.get(no),
        first.channel(),
        first.channelRef(),
        first.customerNo(),
        first.matchedBy(),
        first.region(),
        first.cell(),
        first.transformer(),
        first.contact(),
        first.address(),
        first.location(),
        first.text(),
        first.priority(),
        first.holder(),
        first.receivedAt(),
        first.mergedInto(),
        first.promises(),
        first.allowedMoves());
  }

  private Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            Street.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) -> {
              if (deskIsAway) {
                throw new Refusal.Unavailable(new Text("away", "离线"), new Exception());
              }
              if (method.getName().equals("get")) {
                return standing((String) arguments[1]);
              }
              if (method.getName().equals("timeline")) {
                Object no = arguments[1];
                return List.of(
                    new TimelineItem(
                        now, "request.resolved", "wang", Map.of("version", resolvedAs.get(no))));
              }
              Request moved = move((Caller) arguments[0], (MoveOrder) arguments[1]);
              if (deskBreaksOff) {
                throw new Refusal.Unavailable(new Text("gone", "离线"), new Exception());
              }
              return moved;
            });
  }

  /** As the desk has it: one visit of each life, and only what was visited is opened again. */
  Request move(Caller caller, MoveOrder order) {
    String no = order.requestNo();
    Long seen = order.seenVersion();
    if (seen != null && !seen.equals(versions.getOrDefault(no, 1L))) {
      throw new Refusal.Stale(seen, versions.getOrDefault(no, 1L));
    }
    if (puzzling.contains(no)) {
      throw new Refusal.Invalid("/comment", "must be something else", "须为其他内容");
    }
    RequestState state = states.get(no);
    boolean fits =
        switch (order.move()) {
          case VISIT -> state == RequestState.RESOLVED;
          case REOPEN -> state == RequestState.VISITED;
          default -> false;
        };
    if (!fits) {
      throw new Refusal.Conflict("request.move-not-allowed", new Text("not allowed", "不可"));
    }
    moves.add(order);
    switch (order.move()) {
      case VISIT -> {
        states.put(no, RequestState.VISITED);
        happens(
            "request.visited",
            no,
            caller.actor(),
            Map.of("version", next(no), "details", Map.of("score", order.data().get("score"))));
      }
      default -> {
        states.put(no, RequestState.TRIAGED);
        happens("request.reopened", no, caller.actor(), Map.of("version", next(no)));
      }
    }
    return requests.get(no);
  }
}
