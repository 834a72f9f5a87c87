package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalSearch.Query;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Entries S0 to S11, the newest first; every third is a user's. */
class LookBackTest {
  private static final int ALL = 12;
  private static final Caller SUPERVISOR = caller("33", Role.SUPERVISOR);

  private final LookBack search = new LookBack(Node.WORK, Node.TYPES);

  @SuppressWarnings("NullAway.Init")
  private Node node;

  @BeforeEach
  void write() {
    Node.clean();
    node = new Node();
    for (int i = 0; i < ALL; i++) {
      String type = i % 3 == 0 ? "user.added" : "request.received";
      String subject = "S" + i;
      Node.WORK.run(t -> node.journal.append(t, "desk", Node.fact(type, subject)));
    }
  }

  @AfterEach
  void close() throws Exception {
    node.close();
  }

  private static Caller caller(String region, Role... roles) {
    return new Caller("li", Caller.Kind.PERSON, Set.of(roles), region, Set.of());
  }

  private static Query query(@Nullable String subject, @Nullable String actor, String... types) {
    return new Query(Set.of(types), subject, actor);
  }

  private List<String> subjects(Caller caller, Query query) {
    return search.find(caller, query, null, Page.MAX).items().stream().map(Entry::subject).toList();
  }

  @Test
  void pagesGoBackToTheBeginningWithoutLeavingAnyOut() {
    List<String> found = new ArrayList<>();
    @Nullable Cursor before = null;
    do {
      Page<Entry> page = search.find(SUPERVISOR, query(null, null), before, 5);
      page.items().forEach(entry -> found.add(entry.subject()));
      before = page.next() == null ? null : Cursor.parse(page.next());
    } while (before != null);
    assertEquals(IntStream.range(0, ALL).mapToObj(i -> "S" + (ALL - 1 - i)).toList(), found);
  }

  @Test
  void everyCriterionMustMatch() {
    assertEquals(
        List.of("S9", "S6", "S3", "S0"), subjects(SUPERVISOR, query(null, null, "user.added")));
    assertEquals(List.of("S7"), subjects(SUPERVISOR, query("S7", null)));
    assertEquals(List.of(), subjects(SUPERVISOR, query("S7", null, "user.added")));
    assertEquals(List.of("S6"), subjects(SUPERVISOR, query("S6", "tester", "user.added")));
    assertEquals(List.of(), subjects(SUPERVISOR, query(null, "somebody")));
  }

  @Test
  void anotherRegionsAreNotThereAndAMisspeltTypeIsRefused() {
    assertEquals(List.of(), subjects(caller("44", Role.SUPERVISOR), query(null, null)));
    assertThrows(Refusal.Forbidden.class, () -> subjects(caller("33"), query(null, null)));
    assertThrows(Refusal.Invalid.class, () -> subjects(SUPERVISOR, query(null, null, "user.aded")));
    assertNull(search.find(SUPERVISOR, query("nobody", null), null, 5).next());
  }
}
