package io.lamplighter.intake.hotline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.ToldRequests;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Partners' orders have their own steps in the journal, whatever request the work is done under.
 */
class OrdersTest {
  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");

  private final UnitOfWork work = TestDatabase.unit("hotline");
  private final CommittedFacts journal = new CommittedFacts();
  private final List<Fact> facts = journal.all();
  private final Orders orders = new Orders(work, journal, desk(), () -> {});

  private final ToldRequests told = new ToldRequests();

  /** Entries say all that is needed. */
  private static Desk desk() {
    return (Desk)
        Proxy.newProxyInstance(
            OrdersTest.class.getClassLoader(),
            new Class<?>[] {Desk.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method + " is asked of the desk");
            });
  }

  @BeforeEach
  void empty() {
    TestDatabase.reset("hotline");
  }

  @Test
  void onlyPartnersOrdersAreFollowed() {
    happens("request.received", "1", Map.of("channel", "hotline", "channelRef", "12345-7"));
    happens("request.received", "2", Map.of("channel", "web"));
    happens("request.triaged", "1", Map.of("version", 2L, "to", "triaged"));
    happens("request.triaged", "2", Map.of("version", 2L, "to", "triaged"));
    assertEquals(1, facts.size());
    Fact step = facts.get(0);
    assertEquals("hotline-order.signed", step.type());
    assertEquals("1", step.subject());
    assertFalse(step.data().toString().contains("12345-7"), "stays with the desk");
    assertEquals(2L, step.data().get("version"));
  }

  @Test
  void anOrderThatWasMergedHearsOfTheWorkItWaitsFor() {
    happens("request.received", "1", Map.of("channel", "hotline"));
    happens("request.received", "2", Map.of("channel", "web"));
    happens("request.merged", "1", Map.of("details", Map.of("into", "2")));
    happens("request.merged", "2", Map.of("details", Map.of("into", "3")));
    happens("request.resolved", "3", Map.of("version", 9L));
    happens("request.resolved", "2", Map.of("version", 9L));
    assertEquals(List.of("hotline-order.finished"), facts.stream().map(Fact::type).toList());
    assertEquals("1", facts.get(0).subject());
    assertEquals("3", facts.get(0).data().get("work"));
    happens("request.unmerged", "1", Map.of());
    happens("request.returned", "1", Map.of());
    assertEquals("hotline-order.returned", facts.get(1).type());
  }

  @Test
  void whoseFirstIsCancelledIsNotToldThatHeIs() {
    happens("request.received", "1", Map.of("channel", "hotline"));
    happens("request.received", "2", Map.of("channel", "city"));
    happens("request.received", "3", Map.of("channel", "police"));
    happens("request.merged", "2", Map.of("details", Map.of("into", "1")));
    happens("request.merged", "3", Map.of("details", Map.of("into", "1")));
    happens(
        "request.unmerged",
        "2",
        Map.of("details", Map.of("from", "1", "why", "cancelled", "family", List.of("3"))));
    happens("request.merged", "3", Map.of("details", Map.of("into", "2")));
    happens("request.cancelled", "1", Map.of("version", 3L));
    assertEquals(List.of("1"), facts.stream().map(Fact::subject).toList());
    happens("request.resolved", "2", Map.of("version", 9L));
    assertEquals(List.of("1", "2", "3"), facts.stream().map(Fact::subject).toList());
  }

  @Test
  void theStepsOfADrillAreOfADrill() {
    happens("request.received", "1", Map.of("channel", "hotline", "drill", true));
    happens("request.triaged", "1", Map.of("version", 2L, "drill", true));
    assertEquals(true, facts.get(0).data().get("drill"));
  }

  private void happens(String type, String no, Map<String, Object> data) {
    Entry entry =
        new Entry(Cursor.START, type, no, "330602", "li", "desk", NINE, told.data(type, no, data));
    if (orders.types().contains(type)) {
      work.run(transaction -> orders.handle(transaction, List.of(entry)));
    }
  }
}
