package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalJournalTest {
  private static final Caller SYSTEM = Caller.system("test");

  private Node node;

  @BeforeEach
  void start() {
    Node.clean();
    node = new Node();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static Caller person(String region) {
    return new Caller("li", Caller.Kind.PERSON, Set.of(Role.AGENT), region, Set.of());
  }

  private List<String> subjects(Caller caller, Set<String> types) {
    return node.journal.read(caller, Cursor.START, types, 100).items().stream()
        .map(Entry::subject)
        .toList();
  }

  @Test
  void whatWasAppendedIsReadInOrderAndWhole() {
    Map<String, Object> data =
        Map.of("text", "停电🔌 \"\\", "n", 7, "x", 1.5, "ok", true, "list", List.of(1, Map.of()));
    Node.WORK.run(
        t ->
            node.journal.append(
                t, "desk", new Fact("work-order.finished", "W1", "330602", "wang", data)));
    Page<Entry> page = node.journal.read(SYSTEM, Cursor.START, Set.of(), 10);
    Entry entry = page.items().get(0);
    assertEquals("work-order.finished", entry.type());
    assertEquals("W1", entry.subject());
    assertEquals("330602", entry.region());
    assertEquals("wang", entry.actor());
    assertEquals("/lamplighter/desk", entry.source());
    assertEquals(data, entry.data());
    assertEquals(entry.cursor(), Cursor.parse(String.valueOf(page.next())));
    assertEquals(entry.cursor(), node.journal.end());
  }

  @Test
  void manyFactsOfOneCallKeepTheirOrder() {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 77; i++) {
      facts.add(Node.fact("request.received", "R" + i));
    }
    Node.WORK.run(t -> node.journal.append(t, "desk", facts));
    assertEquals(facts.stream().map(Fact::subject).toList(), subjects(SYSTEM, Set.of()));
  }

  @Test
  void rolledBackIsNotThere() {
    assertThrows(
        StoreException.class,
        () ->
            Node.WORK.run(
                t -> {
                  node.append(t, "R1");
                  throw new IllegalStateException("no");
                }));
    assertEquals(List.of(), subjects(SYSTEM, Set.of()));
  }

  @Test
  void pagesGoOnAlsoThroughWhatIsNotWanted() {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 3 * EntryTable.SCAN; i++) {
      facts.add(Node.fact("noise.made", "N" + i));
    }
    facts.add(Node.fact("request.closed", "R1"));
    Node.WORK.run(t -> node.journal.append(t, "desk", facts));
    assertEquals(List.of("R1"), subjects(SYSTEM, Set.of("request.closed")));
    Page<Entry> none = node.journal.read(SYSTEM, Cursor.START, Set.of("request.moved"), 1);
    assertEquals(List.of(), none.items());
    assertEquals(node.journal.end().toString(), none.next());
  }

  @Test
  void onlyPeopleReadAndOnlyTheirRegion() {
    node.append("R1");
    assertEquals(List.of("R1"), subjects(person("3306"), Set.of()));
    assertEquals(List.of(), subjects(person("3301"), Set.of()));
    assertThrows(Refusal.Unauthenticated.class, () -> subjects(Caller.PUBLIC, Set.of()));
    Caller partner = new Caller("c1", Caller.Kind.PARTNER, Set.of(), "", Set.of("meter"));
    assertThrows(Refusal.Forbidden.class, () -> subjects(partner, Set.of()));
    assertThrows(
        Refusal.Invalid.class, () -> node.journal.read(SYSTEM, Cursor.START, Set.of(), 501));
  }

  @Test
  void aboutOneSubject() {
    node.append("R1", "R2", "R1");
    assertEquals(2, node.journal.about("R1").size());
    assertEquals(List.of(), node.journal.about("R3"));
  }

  @Test
  void watchersHearOfIt() throws Exception {
    AtomicInteger heard = new AtomicInteger();
    try (var watch = node.journal.watch(heard::incrementAndGet)) {
      int before = heard.get();
      node.append("R1");
      Node.await("the signal", () -> heard.get() > before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "request", "Request.closed", "request.", "a.b.c", "request.closed ", "a..b"})
  void badTypesAreRefused(String type) {
    assertThrows(IllegalArgumentException.class, () -> FactCheck.fact(Node.fact(type, "R1")));
  }

  @Test
  void badFactsAreRefused() {
    assertRefused(new Fact("a.b", "", "33", "x", Map.of()));
    assertRefused(new Fact("a.b", "x".repeat(101), "33", "x", Map.of()));
    assertRefused(new Fact("a.b", "x\n", "33", "x", Map.of()));
    assertRefused(new Fact("a.b", "x", "zh", "x", Map.of()));
    assertRefused(new Fact("a.b", "x", "33", " ", Map.of()));
    assertRefused(new Fact("a.b", "x", "33", "x", Map.of("k", "a\0")));
    assertRefused(new Fact("a.b", "x", "33", "x", Map.of("k", "\ud83d")));
    assertRefused(new Fact("a.b", "x", "33", "x", Map.of("k", new Object())));
    assertThrows(IllegalArgumentException.class, () -> FactCheck.source("Desk 1"));
    assertThrows(
        IllegalArgumentException.class, () -> FactCheck.data("x".repeat(FactCheck.MAX_DATA + 1)));
  }

  private static void assertRefused(Fact fact) {
    assertThrows(IllegalArgumentException.class, () -> FactCheck.fact(fact));
  }

  @Test
  void refusesToGoOnBehindItself() {
    node.append("R1");
    Node.sql("UPDATE journal.entry SET xid = '900000000000'");
    try (Node restored = new Node()) {
      Node.await(
          "the first look",
          () -> restored.journal.metrics().stream().anyMatch(m -> m.value() == 1));
      assertThrows(StoreException.class, () -> restored.append("R2"));
    }
  }
}
