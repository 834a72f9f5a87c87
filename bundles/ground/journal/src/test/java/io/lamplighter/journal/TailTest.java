package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands in memory is what a reader would have read for himself, or nothing. */
class TailTest {
  private static final List<String> TYPES = List.of("request.received", "user.added");

  private final AtomicReference<Cursor> risen = new AtomicReference<>(Cursor.START);
  private final Tail tail = new Tail(Node.WORK, risen::get);

  private static void append(Node node, int from, int count) {
    Node.WORK.run(
        t ->
            node.journal.append(
                t,
                "desk",
                IntStream.range(from, from + count)
                    .mapToObj(i -> Node.fact(TYPES.get(i % 7 == 0 ? 1 : 0), "S" + i))
                    .toList()));
  }

  private static Glimpse read(Cursor after, Set<String> types, int limit) {
    return Node.WORK.call(t -> EntryTable.window(t.connection(), after, types, "", limit));
  }

  @Test
  void readersOfAnyTypesAndPaceReadTheSameAsFromTheTables() throws Exception {
    long seed = System.nanoTime();
    System.out.println("TailTest seed " + seed);
    Random random = new Random(seed);
    Node.clean();
    try (Node node = new Node()) {
      List<Set<String>> wants = List.of(Set.of(), Set.of(TYPES.get(0)), Set.of(TYPES.get(1)));
      List<Cursor> cursors = new ArrayList<>(List.of(Cursor.START, Cursor.START, Cursor.START));
      List<List<Entry>> got = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      int appended = 0;
      int served = 0;
      for (int turn = 0; turn < 400 || !ended(node, cursors); turn++) {
        if (turn < 400 && random.nextInt(4) == 0) {
          int count = 1 + random.nextInt(200);
          append(node, appended, count);
          appended += count;
        }
        int who = random.nextInt(3);
        int limit = 1 + random.nextInt(Tail.PAGE);
        Glimpse kept = tail.after(cursors.get(who), wants.get(who), limit);
        served += kept == null ? 0 : 1;
        Glimpse next = kept == null ? read(cursors.get(who), wants.get(who), limit) : kept;
        got.get(who).addAll(next.entries());
        cursors.set(who, next.reached());
      }
      for (int who = 0; who < 3; who++) {
        assertEquals(all(wants.get(who)), got.get(who), "reader " + who);
      }
      assertEquals(true, served > 200, "mostly from memory, not " + served);
    }
  }

  private static boolean ended(Node node, List<Cursor> cursors) {
    return cursors.stream().allMatch(cursor -> cursor.equals(node.journal.end()));
  }

  private static List<Entry> all(Set<String> types) {
    List<Entry> all = new ArrayList<>();
    Glimpse page = read(Cursor.START, types, 500);
    while (!page.entries().isEmpty() || page.more()) {
      all.addAll(page.entries());
      page = read(page.reached(), types, 500);
    }
    return all;
  }

  @Test
  void whoeverIsWokenForARareEntryHasItAlsoWhenOthersAreAhead() throws Exception {
    Node.clean();
    try (Node node = new Node()) {
      append(node, 1, 3);
      Glimpse seen = tail.after(Cursor.START, Set.of(TYPES.get(1)), 100);
      assertNotNull(seen);
      append(node, 8, 3);
      Glimpse ahead = tail.after(seen.reached(), Set.of(TYPES.get(0)), 100);
      assertNotNull(ahead);
      append(node, 14, 1);
      risen.set(node.journal.end());
      Glimpse woken = tail.after(seen.reached(), Set.of(TYPES.get(1)), 100);
      assertNotNull(woken);
      assertEquals(List.of("S14"), woken.entries().stream().map(Entry::subject).toList());
    }
  }

  @Test
  void anEntryIsReadOnceForAllAndWhoeverIsFarBehindReadsForHimself() throws Exception {
    Node.clean();
    try (Node node = new Node()) {
      append(node, 0, 10);
      Glimpse first = tail.after(Cursor.START, Set.of(), 100);
      Glimpse second = tail.after(Cursor.START, Set.of(TYPES.get(0)), 100);
      assertNotNull(first);
      assertNotNull(second);
      assertSame(first.entries().get(1), second.entries().get(0));
      append(node, 10, Tail.KEPT + Tail.PAGE);
      Cursor at = first.reached();
      while (at.compareTo(node.journal.end()) < 0) {
        Glimpse next = tail.after(at, Set.of(), Tail.PAGE);
        assertNotNull(next);
        at = next.reached();
      }
      assertNull(tail.after(Cursor.START, Set.of(), 100));
      assertNotNull(tail.after(at, Set.of(), 100));
    }
  }
}
