package io.lamplighter.intake.meters;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.customers.Customer;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.CsvImport;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import java.io.Reader;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;

/** The neighbours of the intake: a real PostgreSQL, a desk and a journal that remember. */
@NullUnmarked
final class House {
  static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  static final String LOST = "3.26.9.185";
  static final String RESTORED = "3.26.9.216";

  final UnitOfWork work = TestDatabase.unit("meters");
  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Map<String, Submission> submissions = new ConcurrentSkipListMap<>();
  final Figures figures = new Figures();
  volatile boolean deskIsAway;
  volatile Instant now = START.plusSeconds(40);
  final MeterDesk meters;
  private final MessageParser parser;
  final OutageRequests requests;

  House() {
    TestDatabase.reset("meters");
    Plausible times = new Plausible(() -> now, Duration.ofMinutes(5), Duration.ofDays(400));
    Codes codes = Codes.load(null);
    parser =
        new MessageParser(List.of(new NodeDeathShape(codes, times), new EventsShape(codes, times)));
    meters =
        new MeterDesk(
            work,
            journal,
            new FiveAtEach(),
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

  static Incoming raw(String topic, String body) {
    return new Incoming(topic, body.getBytes(StandardCharsets.UTF_8), 1, 1);
  }

  void accept(Incoming... messages) {
    meters.accept(Stream.of(messages).map(parser::parse).toList());
    try {
      requests.tell();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
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

  private Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            House.class.getClassLoader(),
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

  /** Meters t1-1 to t1-5 hang on transformer t1, and so on. */
  private static final class FiveAtEach implements Customers {
    @Override
    public List<Match> matchMeters(Transaction transaction, List<String> meters) {
      List<Match> matches = new ArrayList<>();
      for (String meter : meters) {
        int dash = meter.indexOf('-');
        matches.add(
            dash < 0
                ? null
                : new Match(
                    "C" + meter, "meter", "330602", false, null, meter.substring(0, dash), "addr"));
      }
      return matches;
    }

    @Override
    public List<Match> match(Transaction transaction, List<Clue> clues) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Clue> clues(Transaction transaction, Collection<String> customerNos) {
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
