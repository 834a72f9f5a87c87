package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A filter that matches rarely: one entry in five hundred, spread over more than one look. */
class FilteredPagesTest {
  private static final int ALL = 3 * EntryTable.SCAN;
  private static final int EACH = 500;

  @Test
  void aRareTypeFillsItsPageAndNoneIsLeftOut() throws Exception {
    Node.clean();
    try (Node node = new Node()) {
      Node.WORK.run(
          t ->
              node.journal.append(
                  t,
                  "desk",
                  IntStream.range(0, ALL)
                      .mapToObj(
                          i ->
                              Node.fact(i % EACH == 7 ? "user.added" : "request.received", "S" + i))
                      .toList()));
      Caller caller = new Caller("li", Caller.Kind.PERSON, Set.of(Role.SUPERVISOR), "", Set.of());
      Page<Entry> all = node.journal.read(caller, Cursor.START, Set.of("user.added"), 500);
      assertEquals(ALL / EACH, all.items().size());
      assertEquals(node.journal.end(), Cursor.parse(String.valueOf(all.next())));

      List<String> found = new ArrayList<>();
      Cursor after = Cursor.START;
      while (after.compareTo(node.journal.end()) < 0) {
        Page<Entry> page = node.journal.read(caller, after, Set.of("user.added"), 5);
        page.items().forEach(entry -> found.add(entry.subject()));
        after = Cursor.parse(String.valueOf(page.next()));
      }
      assertEquals(
          IntStream.range(0, ALL / EACH).mapToObj(i -> "S" + (i * EACH + 7)).toList(), found);
      assertThrows(
          Refusal.Invalid.class,
          () -> node.journal.read(caller, Cursor.START, Set.of("user.aded"), 5));
    }
  }
}
