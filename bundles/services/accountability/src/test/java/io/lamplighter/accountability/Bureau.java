package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.ActOrder;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileQuery;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.organisation.Belonging;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.io.BufferedReader;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files on an empty database, in a county with two cells, whose clock the test sets. */
final class Bureau {
  static final Caller HEAD = person("head", "3306", Role.SUPERVISOR);
  static final Caller SECOND = person("second", "3306", Role.SUPERVISOR);
  static final Caller THIRD = person("third", "3306", Role.SUPERVISOR);
  static final Caller ANNA = person("anna", "330602", Role.DISPATCHER);

  final UnitOfWork work = TestDatabase.unit("accountability", FileEntity.class);
  final PaperJournal journal = new PaperJournal(() -> now());
  final NotedLooks looks = new NotedLooks();
  final Staff staff = new Staff();
  final Sealed sealed = new Sealed();
  final Tools tools;
  final FilesService files;
  final Follower follower;
  final Finder finder;
  final Work machine;
  Library library = Library.load(null);
  private Instant now = Instant.parse("2026-11-24T04:00:00Z");

  Bureau() {
    TestDatabase.reset("accountability");
    tools =
        new Tools(
            work,
            journal,
            sealed,
            looks,
            new Agenda(work, this::now, Tools.AGENDA, Duration.ofMinutes(1)),
            new TestHouse(),
            staff,
            () -> library,
            region -> Set.of("anna", "bo", "head", "second", "third", "cellboss"));
    files = new FilesService(tools);
    follower = new Follower(work, tools);
    finder = new Finder(work, tools);
    machine = new Work(tools, () -> !staff.away);
  }

  static Caller person(String name, String region, Role... roles) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(roles), region, Set.of());
  }

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  void to(String instant) {
    now = Instant.parse(instant);
  }

  /** A request was received and went to somebody, and its limit has passed an hour later. */
  Entry breach(String no, @Nullable String holder) {
    received(no);
    if (holder != null) {
      moved(no, "triaged", "received", "triaged", holder);
    }
    pass(Duration.ofHours(1));
    return breached(no, "fault.first-response", now);
  }

  Entry received(String no) {
    return journal.write(
        "request.received",
        no,
        "partner:web",
        "requestNo",
        no,
        "kind",
        "fault-repair",
        "channel",
        "web",
        "region",
        "330602",
        "cell",
        "G1",
        "priority",
        5,
        "root",
        no,
        "version",
        1,
        "to",
        "received",
        "kindReason",
        "given",
        "kindSure",
        true,
        "promises",
        List.of());
  }

  Entry moved(String no, String participle, String from, String to, @Nullable String holder) {
    return moved(no, participle, from, to, holder, "anna");
  }

  Entry moved(
      String no, String participle, String from, String to, @Nullable String holder, String actor) {
    Map<String, Object> data = moving(no, from, to, holder);
    if (participle.equals("scheduled")) {
      data.put("details", Map.of("from", now.toString(), "to", now.toString()));
    }
    return journal.add("request." + participle, no, "330602", actor, data);
  }

  /** Somebody says what a complaint came to, a quarter of an hour later. */
  Entry over(String no, String participle, @Nullable String outcome) {
    pass(Duration.ofMinutes(15));
    Map<String, Object> data = moving(no, "triaged", participle, "anna");
    if (outcome != null) {
      data.put("outcome", outcome);
    }
    return journal.add("request." + participle, no, "330602", "anna", data);
  }

  private static Map<String, Object> moving(
      String no, String from, String to, @Nullable String holder) {
    Map<String, Object> data = new HashMap<>();
    data.put("requestNo", no);
    data.put("kind", "fault-repair");
    data.put("channel", "web");
    data.put("region", "330602");
    data.put("cell", "G1");
    data.put("priority", 5);
    data.put("root", no);
    data.put("version", 2);
    data.put("from", from);
    data.put("to", to);
    if (holder != null) {
      data.put("holder", holder);
    }
    return data;
  }

  /** Somebody has let a request's limits pause, or go on. */
  void paused(String no, boolean pauses) {
    journal.write(
        pauses ? "clock.paused" : "clock.resumed",
        no,
        "system:clocks",
        "clock",
        "c",
        "on",
        no,
        "rule",
        "fault.on-site",
        "edition",
        "1",
        pauses ? "pausedAt" : "resumedAt",
        now.toString(),
        "reason",
        "weather");
  }

  /** A file of which no place is known. */
  AccountabilityFile unplaced(String on) {
    Cause cause =
        new Cause(
            "test " + on,
            on,
            "330602",
            null,
            "fault.first-response",
            false,
            now,
            journal.write("test.found", on, "system:test").cursor(),
            List.of());
    work.run(t -> new Opening(tools).open(t, List.of(cause)));
    work();
    return only(on);
  }

  Entry breached(String on, String rule, Instant due) {
    return journal.write(
        "clock.breached",
        on,
        "system:clocks",
        "clock",
        rule + "." + on,
        "on",
        on,
        "rule",
        rule,
        "edition",
        "1",
        "cell",
        "G1",
        "dueAt",
        due.toString(),
        "seenAt",
        now.toString(),
        "told",
        List.of());
  }

  Proof proof() {
    return new Proof(tools);
  }

  /** Somebody changes rows with the database's own tools. */
  void tamper(String sql) {
    work.run(t -> new Sql(t.connection(), sql).run());
  }

  /** Reads all that is in the journal, again if it was read before. */
  void read() {
    List<Entry> all = journal.entries();
    work.run(
        t ->
            follower.handle(
                t, all.stream().filter(e -> follower.types().contains(e.type())).toList()));
    work.run(
        t ->
            finder.handle(t, all.stream().filter(e -> finder.types().contains(e.type())).toList()));
  }

  /** Does what is due until nothing is. */
  void work() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(7));
    int rounds = 0;
    while (machine.due(100, backoff) > 0 && rounds < 20) {
      rounds++;
    }
  }

  /** A breach, its file, and whom it names. */
  AccountabilityFile opened(String no, @Nullable String holder) {
    breach(no, holder);
    read();
    work();
    return only(no);
  }

  AccountabilityFile only(String on) {
    List<AccountabilityFile> found = all(Tools.SELF, on);
    if (found.size() != 1) {
      throw new AssertionError(found.toString());
    }
    return found.get(0);
  }

  List<AccountabilityFile> all(Caller caller, @Nullable String on) {
    return files
        .find(caller, new FileQuery(null, null, on, null, null, null, null, null, null, null, 100))
        .items();
  }

  List<String> waiting(Caller caller, FileAct act) {
    return files
        .find(caller, new FileQuery(null, null, null, null, null, null, null, null, act, null, 100))
        .items()
        .stream()
        .map(AccountabilityFile::no)
        .toList();
  }

  AccountabilityFile act(Caller caller, String no, FileAct act, Map<String, Object> data) {
    return files.act(caller, new ActOrder(no, act, null, data));
  }

  /** Up to where nothing but the approval is missing: judged by head, a slight oversight. */
  void judged(String no) {
    act(person("anna", "330602", Role.DISPATCHER), no, FileAct.STATE, Map.of("text", "忙"));
    act(
        HEAD,
        no,
        FileAct.JUDGE,
        Map.of("finding", "upheld", "fault", "oversight", "consequence", "none", "reason", "属实"));
  }

  void told(String no) {
    judged(no);
    act(HEAD, no, FileAct.MEASURE, Map.of());
    act(SECOND, no, FileAct.APPROVE, Map.of());
    act(HEAD, no, FileAct.TELL, Map.of());
  }

  /** The code of the refusal; empty when it was done. */
  String refused(Caller caller, String no, FileAct act, Map<String, Object> data) {
    try {
      act(caller, no, act, data);
      return "";
    } catch (Refusal refusal) {
      return refusal.code();
    }
  }

  /** Who answers for what; may be away. */
  static final class Staff implements Organisation {
    final Map<String, List<String>> inCharge = new HashMap<>(Map.of("G1", List.of("cellboss")));
    boolean away;

    private void here() {
      if (away) {
        throw new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
      }
    }

    @Override
    public List<Belonging> cells(List<Place> places, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Unit> unit(String code, Instant at) {
      return Optional.empty();
    }

    @Override
    public List<Unit> below(@Nullable String code, Instant at) {
      return List.of();
    }

    @Override
    public List<Unit> line(String code, Instant at) {
      here();
      return List.of(
          unit("G1", Level.CELL, "S1"),
          unit("S1", Level.STATION, "330602"),
          unit("330602", Level.COUNTY, "3306"));
    }

    private static Unit unit(String code, Level level, String parent) {
      return new Unit(code, code, level, parent, "330602", null, LocalDate.EPOCH, null);
    }

    @Override
    public List<String> inCharge(String code, Instant at) {
      here();
      return inCharge.getOrDefault(code, List.of());
    }

    @Override
    public List<String> onDuty(String code, Instant at) {
      return List.of();
    }
  }

  /** Heads of blocks of two entries each, up to a place. */
  static final class Sealed implements Seals {
    long upTo;

    @Override
    public List<Head> heads(long after) {
      List<Head> heads = new ArrayList<>();
      for (long number = after + 1; number * 2 <= upTo && heads.size() < Page.MAX; number++) {
        heads.add(head(number));
      }
      return heads;
    }

    private static Head head(long number) {
      long last = number * 2;
      return new Head(
          number,
          new Cursor(last - 1, last - 1),
          new Cursor(last, last),
          2,
          "root",
          "hash" + number,
          "signature",
          "key",
          Instant.EPOCH);
    }

    @Override
    public List<Head> newest(int most) {
      return heads(Math.max(0, upTo / 2 - Math.min(most, 2)));
    }

    @Override
    public Duration lag() {
      return Duration.ZERO;
    }

    @Override
    public Verdict verify() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Verdict verify(BufferedReader heads) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Alarm> alarms() {
      return List.of();
    }

    @Override
    public void still(Runnable action) {
      action.run();
    }
  }
}
