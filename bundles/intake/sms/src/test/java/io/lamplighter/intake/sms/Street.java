package io.lamplighter.intake.sms;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.MoveOrder;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jsmpp.bean.DeliverSm;
import org.jspecify.annotations.NullUnmarked;

/** The house and its neighbours: a real PostgreSQL, a desk and a journal that remember. */
@NullUnmarked
final class Street {
  final UnitOfWork work = TestDatabase.unit("sms");
  final Map<String, Submission> submissions = new ConcurrentHashMap<>();
  final List<MoveOrder> moves = new CopyOnWriteArrayList<>();
  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Desk desk = desk();
  final TextFigures figures = new TextFigures();
  final TestHouse house = new TestHouse();
  volatile Instant now = Instant.parse("2026-11-22T00:00:00Z");
  volatile boolean deskIsAway;

  /** The requests that the house has answered; null where it answers none. */
  volatile List<String> answered;

  final List<String> wantPersons = new CopyOnWriteArrayList<>();
  volatile boolean deskIsHalfReplaced;
  final Outbox outbox;
  final Inbox inbox;

  Street() {
    TestDatabase.reset("sms");
    outbox = new Outbox(work, journal, () -> now, figures, Samples.SERVICE, 3);
    inbox =
        new Inbox(
            work,
            journal,
            new Answering(
                work,
                desk,
                this::house,
                outbox,
                Texts.load(Path.of("none")),
                house,
                null,
                () -> now),
            outbox,
            () -> now,
            figures,
            new Inbox.Settings(
                Alphabet.GSM7, Duration.ofMinutes(5), Duration.ofMinutes(10), "[…]", () -> "3306"));
  }

  /** The whole of it, bound to a centre on this machine. */
  Service service(int port, Map<String, Object> more) {
    Map<String, Object> values =
        new HashMap<>(
            Map.of(
                "host",
                "127.0.0.1",
                "port",
                port,
                "systemId",
                "lamp",
                "password",
                Centre.PASSWORD,
                "serviceNumber",
                Samples.SERVICE,
                "perSecond",
                1000));
    values.putAll(more);
    return new Service(
        work,
        journal,
        desk,
        this::house,
        () -> now,
        house,
        Texts.load(Path.of("none")),
        Samples.config(values));
  }

  static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertTrue(System.nanoTime() < end, "not within a minute");
      Thread.sleep(10);
    }
  }

  void accept(DeliverSm... messages) {
    for (DeliverSm message : messages) {
      inbox.accept(message);
    }
  }

  /** What lies ready to be sent to a number, oldest first. */
  List<String> answers(String number) {
    return strings("select text from sms.outgoing where number = '" + number + "' order by id");
  }

  List<String> strings(String sql) {
    return work.call(
        transaction -> {
          List<String> found = new CopyOnWriteArrayList<>();
          try (Statement statement = transaction.connection().createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
              found.add(row.getString(1));
            }
          }
          return found;
        });
  }

  List<String> types() {
    return facts.stream().map(Fact::type).toList();
  }

  private Answers house() {
    return answered == null
        ? null
        : (Answers)
            Proxy.newProxyInstance(
                Street.class.getClassLoader(),
                new Class<?>[] {Answers.class},
                (proxy, method, arguments) -> {
                  boolean his = answered.contains((String) arguments[1]);
                  if (his) {
                    wantPersons.add((String) arguments[1]);
                  }
                  return his;
                });
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
              if (deskIsHalfReplaced) {
                throw new NoClassDefFoundError("a class of a desk that was there before");
              }
              return switch (method.getName()) {
                case "submit" -> submit((Submission) arguments[1]);
                case "get" -> request((String) arguments[1]);
                case "timeline" -> List.of();
                case "move" -> move((MoveOrder) arguments[1]);
                default -> throw new UnsupportedOperationException(method.getName());
              };
            });
  }

  private Receipt submit(Submission submission) {
    if (submission.text().length() > 4000) {
      throw new Refusal.Invalid("/text", "long", "长");
    }
    submissions.put(submission.channelRef(), submission);
    return new Receipt(
        number(submission.channelRef()), "t", RequestState.RECEIVED, now, null, List.of(), false);
  }

  static String number(String ref) {
    return "20261122" + ref.substring(4);
  }

  private Request request(String no) {
    Submission submission =
        submissions.values().stream()
            .filter(one -> number(one.channelRef()).equals(no))
            .findAny()
            .orElseThrow(() -> new Refusal.NotFound("request.unknown", new Text("none", "无")));
    return new Request(
        no,
        1,
        RequestKind.FAULT_REPAIR,
        "given",
        RequestState.ON_SITE,
        "sms",
        submission.channelRef(),
        null,
        null,
        "33",
        null,
        null,
        submission.contact(),
        null,
        null,
        submission.text(),
        5,
        null,
        now,
        null,
        List.of(),
        Set.of());
  }

  private Request move(MoveOrder order) {
    if (moves.stream().anyMatch(one -> one.requestNo().equals(order.requestNo()))) {
      throw new Refusal.Conflict("request.move-not-allowed", new Text("visited", "已回访"));
    }
    if (order.move() == Move.VISIT) {
      moves.add(order);
    }
    return null;
  }
}
