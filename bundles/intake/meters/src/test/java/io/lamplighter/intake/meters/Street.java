package io.lamplighter.intake.meters;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** The neighbours of the intake: a real PostgreSQL, a desk and a journal that remember. */
@NullUnmarked
final class Street {
  static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  static final String LOST = "3.26.9.185";
  static final String RESTORED = "3.26.9.216";

  final UnitOfWork work = TestDatabase.unit("meters");
  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Map<String, Submission> submissions = new ConcurrentSkipListMap<>();
  final MeterFigures figures = new MeterFigures();
  volatile boolean deskIsAway;
  volatile boolean customersAreAway;
  volatile Instant now = START.plusSeconds(40);
  final MeterDesk meters;
  private final MessageParser parser;
  final OutageRequests requests;

  Street() {
    TestDatabase.reset("meters");
    Plausible times = new Plausible(() -> now, Duration.ofMinutes(5), Duration.ofDays(400));
    Codes codes = Codes.load(null);
    parser =
        new MessageParser(List.of(new NodeDeathShape(codes, times), new EventsShape(codes, times)));
    meters =
        new MeterDesk(
            work,
            journal,
            this::owners,
            new OutageTables.Rule(
                2, Duration.ofMinutes(5), Duration.ofHours(2), Duration.ofHours(24)),
            () -> now,
            figures);
    requests = new OutageRequests(work, desk());
  }

  /** One message of one event; {@code seconds} after the start. */
  static Incoming message(String concentrator, String meter, String code, long seconds) {
    String body =
        "{\"id\":\"x\",\"sentAt\":\"2026-11-22T00:00:00Z\",\"events\":[{\"meter\":\""
            + meter
            + "\",\"code\":\""
            + code
            + "\",\"at\":\""
            + START.plusSeconds(seconds)
            + "\",\"details\":{\"phase\":\"A\"}}]}";
    return raw("meters/330602/" + concentrator + "/events", body);
  }

  /** The same message on another topic. */
  static Incoming on(String topic, Incoming message) {
    return new Incoming(topic, message.payload(), 1, 1);
  }

  static Incoming raw(String topic, String body) {
    return new Incoming(topic, body.getBytes(StandardCharsets.UTF_8), 1, 1);
  }

  void accept(Incoming... messages) {
    accept(Stream.of(messages).map(parser::parse).toList());
  }

  /** What was set aside for its region. */
  List<SetAside> accept(List<Parsed> messages) {
    List<SetAside> foreign = meters.accept(messages).foreign();
    try {
      requests.tell();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return foreign;
  }

  List<String> types() {
    return facts.stream().map(Fact::type).toList();
  }

  long count(String sql) {
    return work.call(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement();
              ResultSet row = statement.executeQuery("select count(*) from meters." + sql)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            Street.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("submit")) {
                throw new UnsupportedOperationException(method.getName());
              }
              if (deskIsAway) {
                throw new Refusal.Unavailable(new Text("away", "离线"), new Exception());
              }
              Submission submission = (Submission) arguments[1];
              submissions.put(submission.channelRef(), submission);
              return new Receipt(
                  "R-" + submission.channelRef(),
                  "t",
                  RequestState.RECEIVED,
                  now,
                  null,
                  List.of(),
                  false);
            });
  }

  /** Meters t1-1 to t1-5 hang on transformer t1, and so on; those of x1 lie in another region. */
  private Map<String, Customers.Match> owners(List<String> meters) {
    if (customersAreAway) {
      throw new Refusal.Unavailable(new Text("away", "不在"), new IllegalStateException());
    }
    Map<String, Customers.Match> owners = new HashMap<>();
    for (String meter : meters) {
      int dash = meter.indexOf('-');
      String region = meter.startsWith("x") ? "330702" : "330602";
      if (dash >= 0) {
        owners.put(
            meter,
            new Customers.Match(
                "C" + meter, "meter", region, false, null, meter.substring(0, dash), "addr"));
      }
    }
    return owners;
  }
}
