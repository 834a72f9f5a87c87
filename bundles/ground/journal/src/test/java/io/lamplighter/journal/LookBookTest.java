package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looks as entries, and what is refused to who has seen too much. */
@NullUnmarked
class LookBookTest {
  private static final Caller AGENT = person("an", Role.AGENT);
  private static final Caller SUPERVISOR = person("zhu", Role.SUPERVISOR);
  private static final Caller PARTNER =
      new Caller("an", Caller.Kind.PARTNER, Set.of(), "33", Set.of("web"));

  private Instant now = Instant.parse("2026-11-22T00:00:00Z");
  private Node node;
  private LookBook looks;

  private static Caller person(String name, Role... roles) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(roles), "33", Set.of());
  }

  @BeforeEach
  void start() {
    Node.clean();
    node = new Node();
    looks = open();
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
  }

  private LookBook open() {
    return new LookBook(Node.WORK, node.journal, () -> now, config(10, 20, 3));
  }

  private static JournalConfig config(int customers, int requests, int times) {
    return (JournalConfig)
        Proxy.newProxyInstance(
            LookBookTest.class.getClassLoader(),
            new Class<?>[] {JournalConfig.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "customersPerDay" -> customers;
                  case "requestsPerDay" -> requests;
                  case "bulkTimes" -> times;
                  default -> method.getDefaultValue();
                });
  }

  private static Look customers(Caller caller, int from, int to) {
    return Look.by(caller, "customers", "33")
        .shows("customers", IntStream.range(from, to).mapToObj(n -> "c" + n).toList());
  }

  private static List<String> entries() {
    return Node.list(
        "select type || ' ' || actor || ' ' || data from journal.entry order by xid, position");
  }

  private static long count(String type) {
    return Long.parseLong(
        Node.one("select count(*) from journal.entry where type = '" + type + "'"));
  }

  @Test
  void aLookIsOneEntryOfCodesDigestsAndNumbers() {
    Look look =
        Look.by(AGENT, "requests", "33")
            .asked("state", "received")
            .asked("kind", null)
            .typed("q", "13800000001")
            .shows("requests", List.of("R1", "R2"));
    looks.note(look);
    looks.note(look);
    List<String> entries = entries();
    assertEquals(2, entries.size());
    assertEquals(entries.get(0), entries.get(1), "the same question has the same digest");
    String entry = entries.get(0);
    assertTrue(entry.startsWith("personal.viewed an "), entry);
    assertTrue(entry.contains("\"count\":2") && entry.contains("[\"R1\",\"R2\"]"), entry);
    assertTrue(entry.contains("\"state\":\"received\"") && !entry.contains("kind"), entry);
    assertFalse(entry.contains("1380000"), "what was typed stays out: " + entry);
    assertFalse(entry.contains("masked"), entry);
    assertEquals(List.of(), node.journal.about("R1"), "the history of a thing is its own");
    looks.note(customers(person("pan", Role.ASSESSOR), 0, 1));
    assertTrue(entries().get(2).contains("\"masked\":true"), entries().get(2));
  }

  @Test
  void thePlatformsOwnLooksAreNone() {
    looks.note(customers(AGENT.through("intake-call"), 0, 99));
    looks.note(customers(Caller.system("notices"), 0, 99));
    assertEquals(List.of(), entries());
  }

  @Test
  void whoHasSeenTooMuchIsStoppedAndNamed() {
    looks.note(customers(AGENT, 0, 6));
    looks.note(customers(AGENT, 0, 6));
    looks.note(customers(AGENT, 4, 10));
    now = now.plus(Duration.ofHours(1));
    Refusal.TooMany refusal =
        assertThrows(Refusal.TooMany.class, () -> looks.note(customers(AGENT, 9, 11)));
    assertEquals("looks-spent", refusal.code());
    assertEquals(Duration.ofHours(23).plusSeconds(1), refusal.retryAfter());
    assertTrue(refusal.text().en().contains("10 different customers"), refusal.text().en());
    assertThrows(Refusal.TooMany.class, () -> looks.note(customers(AGENT, 10, 11)));
    assertEquals(1, count("personal.refused"), "an hour's refusals are one entry");
    assertEquals(3, count("personal.viewed"));
    assertEquals(List.of("an (customers)"), looks.stopped());

    looks.note(customers(AGENT, 0, 10));
    looks.note(Look.by(AGENT, "requests", "33").shows("requests", List.of("R1")));
    looks.note(customers(PARTNER, 0, 30));
    looks.note(customers(SUPERVISOR, 0, 30));
    assertThrows(Refusal.TooMany.class, () -> looks.note(customers(SUPERVISOR, 30, 31)));
    LookBook other = open();
    assertThrows(
        Refusal.TooMany.class, () -> other.note(customers(AGENT, 10, 11)), "on every node");

    now = now.plus(Duration.ofHours(23));
    looks.note(customers(AGENT, 20, 30));
    assertThrows(Refusal.TooMany.class, () -> looks.note(customers(AGENT, 30, 31)));
  }

  @Test
  void manyAtOnceSeeNoMoreThanOneAfterTheOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Boolean>> calls =
          IntStream.range(0, 24)
              .<Callable<Boolean>>mapToObj(
                  n ->
                      () -> {
                        try {
                          looks.note(customers(AGENT, n, n + 1));
                          return true;
                        } catch (Refusal.TooMany e) {
                          return false;
                        }
                      })
              .toList();
      int passed = 0;
      for (Future<Boolean> call : threads.invokeAll(calls)) {
        passed += call.get() ? 1 : 0;
      }
      assertEquals(10, passed);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void anEntryHasItsLimits() {
    List<String> many = IntStream.range(0, 1000).mapToObj(n -> "R" + n).toList();
    LookBook wide = new LookBook(Node.WORK, node.journal, () -> now, config(9, 9_000, 1));
    wide.note(Look.by(AGENT, "open311", "33").shows("requests", many));
    String entry = entries().get(0);
    assertTrue(entry.contains("\"count\":1000") && entry.contains("\"R499\""), entry);
    assertFalse(entry.contains("\"R500\""), entry);
  }
}
