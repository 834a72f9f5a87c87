package io.lamplighter.learning;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestTexts;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import io.lamplighter.store.ToldRequests;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The neighbours: a real PostgreSQL, a journal that remembers, and a desk that has texts. */
@NullUnmarked
final class School {
  /** Loaded once: lessons change nothing of it. */
  static final Classroom ROOM = Words.room();

  static final Caller SUPERVISOR = person("su", Role.SUPERVISOR, "33");
  static final Caller ADMINISTRATOR = person("ad", Role.ADMINISTRATOR, "33");
  static final Duration WAIT = Duration.ofHours(12);

  final UnitOfWork work = TestDatabase.unit("learning");
  final CommittedFacts journal = new CommittedFacts();
  final TestHouse house = new TestHouse();
  final Map<String, RequestTexts.Said> texts = new HashMap<>();
  final Tools tools;
  final ModelBook book;
  final Watching watching;
  Instant now = Instant.parse("2026-11-30T02:00:00Z");
  private final Learner learner;
  private final LearningFollower follower;
  private final ToldRequests told = new ToldRequests();
  private final List<Entry> entries = new ArrayList<>();
  private final Random random = new Random(5);
  private int numbers;

  School() {
    this(3);
  }

  /**
   * @param versions so many are kept
   */
  School(int versions) {
    TestDatabase.reset("learning");
    tools =
        new Tools(
            work,
            journal,
            new Agenda(work, () -> now, Tools.AGENDA, Duration.ofMinutes(30)),
            house,
            this::texts,
            new Bounds(LocalTime.of(2, 0), WAIT, Duration.ofDays(365), 2000, 5, versions),
            () -> ROOM);
    book = new ModelBook(tools, ROOM.shipped().model().name());
    learner = new Learner(tools, book);
    watching = new Watching(tools, book);
    follower = new LearningFollower(work, house);
  }

  static Caller person(String name, Role role, String region) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }

  private List<RequestTexts.Said> texts(Caller caller, Collection<String> numbers) {
    return numbers.stream().filter(texts::containsKey).map(texts::get).toList();
  }

  /** A text of a kind. */
  String words(RequestKind kind) {
    return Words.text(kind, random);
  }

  /** A request that the desk took for a kind. */
  String received(RequestKind kind, String text, String who, Map<String, Object> more) {
    String no = "2611300000" + (1000 + numbers++);
    texts.put(no, new RequestTexts.Said(no, text, who));
    Map<String, Object> data =
        new HashMap<>(
            Map.of(
                "kind", kind.wire(),
                "kindReason", "x",
                "kindSure", false,
                "confidence", 0.4,
                "model", book.shipped(),
                "promises", List.of(),
                "receivedAt", now.toString()));
    data.putAll(more);
    happens("request.received", no, "public", data);
    return no;
  }

  /** A person says what it is. */
  void triaged(String no, RequestKind kind, String actor, Map<String, Object> more) {
    Map<String, Object> data =
        new HashMap<>(Map.of("kind", kind.wire(), "details", Map.of("kind", kind.wire())));
    data.putAll(more);
    happens("request.triaged", no, actor, data);
  }

  /** The desk took it for one kind, a person says that it is another. */
  String corrected(RequestKind from, RequestKind to, String text, String who) {
    String no = received(from, text, who, Map.of());
    triaged(no, to, "chen", Map.of());
    return no;
  }

  private void happens(String type, String no, String actor, Map<String, Object> data) {
    Entry entry =
        new Entry(
            new Cursor(1, entries.size() + 1L),
            type,
            no,
            "330602",
            actor,
            "/desk",
            now,
            told.data(type, no, data));
    entries.add(entry);
    for (int i = 0; i < 2; i++) {
      work.run(transaction -> follower.handle(transaction, List.of(entry)));
    }
  }

  /** The node starts. */
  void starts() {
    learner.plan();
  }

  /** Does what is due until nothing is. */
  void rounds() {
    for (int round = 0; learner.round() > 0; round++) {
      if (round > 20) {
        throw new AssertionError("it goes on for ever");
      }
    }
  }

  void later(Duration time) {
    now = now.plus(time);
    rounds();
  }

  /** A lesson, as an administrator wants it. */
  void lesson() {
    now = now.plusSeconds(1);
    book.learnNow(ADMINISTRATOR);
    rounds();
  }

  /** A version waits that was compared with one that is no longer in force. */
  void waits(long no, String against) {
    work.run(
        t -> {
          new Sql(
                  t.connection(),
                  "update learning.version set state = 'READY', why = null, against = ? where no = ?")
              .with(against, no)
              .run();
          tools.agenda().put(t, tools.due(Learner.FORCE + no, now));
        });
  }

  List<Version> versions() {
    return book.list(SUPERVISOR, Long.MAX_VALUE, 100).items();
  }

  Version last() {
    return versions().get(0);
  }

  String table(Version version) {
    return work.call(t -> new VersionTable(t.connection()).table(version.no()));
  }

  List<String> facts() {
    return journal.all().stream().map(Fact::type).toList();
  }
}
