package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.dispatch.Durations.Learned;
import io.lamplighter.store.TestDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.NullUnmarked;

/** What finished work teaches of how long a kind takes. */
@NullUnmarked
class DurationsTest {
  private static final WorkKinds KINDS = WorkKinds.load(null);
  private static final WorkKind REPAIR = KINDS.of("repair", "");

  @Example
  void withoutACaseTheTableIsRight() {
    assertEquals(new Learned(50, 0, 0, 50), Durations.learned(REPAIR, List.of(), List.of()));
  }

  /** Neither the crew's cases nor everybody's nor the table draw it past all of them. */
  @Property
  void itLiesAmongWhatItIsMadeOf(
      @ForAll @Size(max = 50) List<@IntRange(min = 2, max = 1440) Integer> own,
      @ForAll @Size(max = 50) List<@IntRange(min = 2, max = 1440) Integer> all) {
    List<Integer> made = new ArrayList<>(own);
    made.addAll(all);
    made.add(REPAIR.minutes());

    int minutes = Durations.learned(REPAIR, own, all).minutes();

    assertTrue(minutes >= Collections.min(made) && minutes <= Collections.max(made));
  }

  @Property
  void theOrderOfCasesIsNoMatter(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 2, max = 1440) Integer> own,
      @ForAll long seed) {
    List<Integer> shuffled = new ArrayList<>(own);
    Collections.shuffle(shuffled, new Random(seed));

    assertEquals(
        Durations.learned(REPAIR, own, List.of()), Durations.learned(REPAIR, shuffled, List.of()));
  }

  /** However wrong a minority is: it stays within what the others and the table say. */
  @Property
  void fewOutliersDrawItNowhere(
      @ForAll @Size(min = 5, max = 30) List<@IntRange(min = 30, max = 60) Integer> good,
      @ForAll @Size(max = 4) List<@IntRange(min = 600, max = 1440) Integer> bad) {
    List<Integer> cases = new ArrayList<>(good);
    cases.addAll(bad);

    int minutes = Durations.learned(REPAIR, cases, List.of()).minutes();

    assertTrue(minutes >= 30 && minutes <= 60, minutes + " of " + cases);
  }

  /** Longer cases never make it shorter. */
  @Property
  void itGrowsWithItsCases(
      @ForAll @Size(min = 1, max = 50) List<@IntRange(min = 2, max = 700) Integer> own,
      @ForAll @IntRange(max = 700) int more) {
    List<Integer> longer = own.stream().map(one -> one + more).toList();

    assertTrue(
        Durations.learned(REPAIR, longer, List.of()).minutes()
            >= Durations.learned(REPAIR, own, List.of()).minutes());
  }

  /** With ever more cases of one length the table is forgotten. */
  @Example
  void theTableCountsLessAndLess() {
    int before = REPAIR.minutes();
    for (int n = 1; n <= Durations.MOST_CASES; n++) {
      int minutes = Durations.learned(REPAIR, Collections.nCopies(n, 20), List.of()).minutes();
      assertTrue(minutes <= before, n + " cases");
      before = minutes;
    }
    assertEquals(23, before, "(50·20 + 5·50)/55");
  }

  @Example
  void theLastOnesCountAndAreSharedByAll() {
    CrewTown town = new CrewTown();
    Durations durations = town.desk.durations();
    for (int i = 0; i < 70; i++) {
      int minutes = i < 20 ? 500 : 30;
      town.work.run(t -> durations.learn(t.connection(), "C1", "repair", minutes));
    }
    town.work.run(t -> durations.learn(t.connection(), "C1", "repair", 1));
    town.work.run(t -> durations.learn(t.connection(), "C1", "repair", 2_000));
    town.work.run(t -> durations.learn(t.connection(), "C1", "no-kind", 30));

    Durations.Known known =
        town.work.read(t -> durations.known(t.connection(), List.of("C1", "C2")));

    assertEquals(new Learned(30, 50, 50, 50), known.of(REPAIR, "C1"));
    assertEquals(new Learned(32, 0, 50, 50), known.of(REPAIR, "C2"), "what others need");
    assertEquals(new Learned(40, 0, 0, 40), known.of(KINDS.of("meter", ""), "C1"));
    assertEquals(32, town.work.<Integer>read(t -> durations.minutes(t.connection(), REPAIR, null)));
    TestDatabase.reset("dispatch");
  }
}
