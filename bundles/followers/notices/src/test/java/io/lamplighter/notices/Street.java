package io.lamplighter.notices;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.AnswerState;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.visits.Visits;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import io.lamplighter.store.ToldRequests;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The neighbours: a real PostgreSQL, a desk, a journal and carriers that remember. */
@NullUnmarked
final class Street {
  /** Noon in China. */
  static final Instant NOON = Instant.parse("2026-11-22T04:00:00Z");

  final UnitOfWork work = TestDatabase.unit("notices");
  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Map<String, Request> requests = new HashMap<>();
  final Map<String, List<Notice>> carried = new HashMap<>();
  final Map<String, Carrier> carriers = new HashMap<>();
  final Set<String> unused = new HashSet<>();
  final Map<String, Carrier.Outcome> outcomes = new HashMap<>();
  final Follower follower;
  Instant now = NOON;
  Runnable whileCarrying = () -> {};
  boolean deskIsAway;
  String address = "";

  /** What the house answers, by request. */
  final Map<String, String> answers = new HashMap<>();

  boolean answersAreAway;

  /** Of strangers. */
  boolean phonesAreOnFile;

  /** Null while nobody plans who is asked. */
  Visits visits;

  private Reach reach = reach(NOON.minus(Duration.ofHours(1)));
  private final ToldRequests told = new ToldRequests();
  private long entries;

  Street() {
    TestDatabase.reset("notices");
    follower = new Follower(work, reach, () -> now, desk(), () -> {});
    carrier("sms");
  }

  /** Notices have started only then. */
  void began(Instant when) {
    reach = reach(when);
  }

  private Reach reach(Instant began) {
    return new Reach(Path.of("none"), carriers, () -> visits, answers(), began);
  }

  void carrier(String way) {
    carriers.put(
        way,
        new Carrier() {
          @Override
          public boolean isInUse() {
            return !unused.contains(way);
          }

          @Override
          public Outcome carry(Notice notice) {
            Outcome outcome = outcomes.getOrDefault(way, Outcome.TAKEN);
            if (outcome == Outcome.TAKEN) {
              carried.computeIfAbsent(way, key -> new ArrayList<>()).add(notice);
              whileCarrying.run();
            }
            return outcome;
          }
        });
  }

  List<Notice> carried(String way) {
    return carried.getOrDefault(way, List.of());
  }

  void request(String no, String channel, String phone, String words) {
    requests.put(
        no,
        new Request(
            no,
            1,
            RequestKind.FAULT_REPAIR,
            "given",
            RequestState.TRIAGED,
            channel,
            "ref-" + no,
            null,
            null,
            "3306",
            null,
            null,
            new Submission.Contact(null, phone),
            null,
            null,
            words,
            5,
            null,
            now,
            null,
            List.of(),
            Set.of()));
  }

  /** A request that is merged under another one. */
  void merged(String no, String channel, String phone, String into) {
    request(no, channel, phone, "停电");
    Request known = requests.get(no);
    requests.put(
        no,
        new Request(
            no,
            1,
            known.kind(),
            "given",
            RequestState.MERGED,
            channel,
            known.channelRef(),
            null,
            null,
            "3306",
            null,
            null,
            known.contact(),
            null,
            null,
            known.text(),
            5,
            null,
            now,
            into,
            List.of(),
            Set.of()));
  }

  /** A request of somebody without a login. */
  void stranger(String no, String channel, String phone, String place) {
    request(no, channel, phone, "停电");
    Request known = requests.get(no);
    requests.put(
        no,
        new Request(
            no,
            1,
            known.kind(),
            "given",
            known.state(),
            channel,
            known.channelRef(),
            null,
            null,
            "3306",
            null,
            null,
            known.contact(),
            null,
            null,
            known.text(),
            5,
            null,
            now,
            null,
            List.of(),
            Set.of(),
            false,
            new Request.Trust(true, phonesAreOnFile, place)));
  }

  void happens(String type, String no) {
    happens(type, no, Map.of());
  }

  void happens(String type, String no, Map<String, Object> data) {
    happen(entry(type, no, data));
  }

  Entry entry(String type, String no, Map<String, Object> data) {
    Map<String, Object> all = new HashMap<>(data);
    if (type.startsWith("request.")) {
      all.put("channel", requests.get(no).channel());
      all = told.data(type, no, all);
    }
    return new Entry(new Cursor(1, ++entries), type, no, "3306", "desk", "/desk", now, all);
  }

  /** The journal tells of them in one batch, and tells it again. */
  void happen(Entry... batch) {
    work.run(
        transaction -> {
          follower.handle(transaction, List.of(batch));
          follower.handle(transaction, List.of(batch));
        });
  }

  /** Gives out until nothing is due any more. */
  void give() {
    Dispatch dispatch =
        new Dispatch(
            work,
            journal,
            desk(),
            reach,
            () -> now,
            new Dispatch.Rules(
                new QuietHours(LocalTime.of(21, 30), LocalTime.of(7, 30), new TestHouse()::zone),
                Duration.ofHours(2),
                Duration.ofHours(24),
                new TextBudget(3, 5, 8),
                address));
    for (int round = 0; dispatch.round() > 0; round++) {
      if (round > 20) {
        throw new AssertionError("it goes on for ever");
      }
    }
  }

  private Answers answers() {
    return (Answers)
        Proxy.newProxyInstance(
            Street.class.getClassLoader(),
            new Class<?>[] {Answers.class},
            (proxy, method, arguments) -> {
              if (answersAreAway) {
                throw new Refusal.Unavailable(new Text("away", "离线"), new Exception());
              }
              return Optional.ofNullable(answers.get((String) arguments[1]))
                  .map(said -> new Answers.Told("", said, AnswerState.GIVEN, true, true));
            });
  }

  List<Object> withheld() {
    return facts.stream().<Object>map(fact -> fact.data().get("cause")).toList();
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
              if (method.getName().equals("trackingToken")) {
                return "code-" + arguments[1];
              }
              if (method.getName().equals("under")) {
                List<Request> under =
                    requests.values().stream()
                        .filter(one -> Objects.equals(arguments[1], one.mergedInto()))
                        .toList();
                return new Page<>(under, null);
              }
              Request request = requests.get((String) arguments[1]);
              if (request == null) {
                throw new Refusal.NotFound("request.unknown", new Text("none", "无"));
              }
              return request;
            });
  }
}
