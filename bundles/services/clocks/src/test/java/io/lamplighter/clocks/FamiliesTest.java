package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.clocks.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are merged, and taken out again. */
class FamiliesTest {
  private static final String FIRST = "fault.first-response";

  private final ClocksRig rig = new ClocksRig();

  @BeforeEach
  void received() {
    rig.write("request.received", "C", 0);
    rig.write("request.received", "R", 10);
    rig.write("request.received", "D", 5);
  }

  private void merge(String child, String root, int minutes) {
    rig.write(
        "request.merged",
        child,
        minutes,
        "root",
        root,
        "details",
        Map.of("into", root, "why", "judged"));
    rig.read();
  }

  private void unmerge(String child, String from, int minutes, String... family) {
    rig.write(
        "request.unmerged",
        child,
        minutes,
        "details",
        Map.of("from", from, "family", List.of(family)));
    rig.read();
  }

  @Test
  void theRootKeepsTheEarliestDueAndTheChildsDoNotCount() {
    merge("C", "R", 12);

    assertEquals("withdrawn 30 merged", rig.state("C", FIRST));
    assertEquals("R", rig.clock("C", FIRST).under());
    assertEquals("running 30", rig.state("R", FIRST));
    assertEquals(rig.clock("C", FIRST).id(), rig.clock("R", FIRST).lentBy());
    rig.fire(30);
    assertEquals(List.of(), breached("C"));
    assertEquals(List.of("breached " + FIRST), breached("R"));
  }

  @Test
  void takenOutItHasItsOwnBackAndSoHasTheRoot() {
    merge("C", "R", 12);
    unmerge("C", "R", 20);

    assertEquals("running 30", rig.state("C", FIRST));
    assertEquals("running 40", rig.state("R", FIRST));
    assertEquals(null, rig.clock("R", FIRST).lentBy());
  }

  @Test
  void ofSeveralTheNextEarliestCounts() {
    merge("C", "R", 12);
    merge("D", "R", 13);
    assertEquals("running 30", rig.state("R", FIRST));
    unmerge("C", "R", 20);

    assertEquals("running 35", rig.state("R", FIRST));
    assertEquals(rig.clock("D", FIRST).id(), rig.clock("R", FIRST).lentBy());
  }

  @Test
  void aLimitThatTheRootDoesNotHaveIsStartedOnItWithItsOwnStart() {
    rig.write("request.received", "S", 3, "kind", "service");
    rig.read();
    merge("C", "S", 12);

    Clock lent = rig.clock("S", FIRST);
    assertEquals(ClocksRig.NINE, lent.startedAt());
    assertEquals("running 30", rig.state("S", FIRST));
    unmerge("C", "S", 20);
    assertEquals("withdrawn 30 unmerged", rig.state("S", FIRST));
    assertEquals("running 30", rig.state("C", FIRST));
  }

  @Test
  void whoIsUnderAChildGoesWithIt() {
    merge("C", "D", 12);
    merge("D", "R", 14);
    assertEquals("running 30", rig.state("R", FIRST));
    assertEquals("R", rig.clock("C", FIRST).under());
    unmerge("D", "R", 20, "C");

    assertEquals("running 30", rig.state("D", FIRST));
    assertEquals("D", rig.clock("C", FIRST).under());
    assertEquals("running 40", rig.state("R", FIRST));
    unmerge("C", "D", 21);
    assertEquals("running 30", rig.state("C", FIRST));
    assertEquals("running 35", rig.state("D", FIRST));
  }

  @Test
  void whenTheFirstIsCancelledTheOthersComeUnderTheNext() {
    merge("C", "R", 12);
    merge("D", "R", 13);
    rig.write("request.unmerged", "D", 20, "details", Map.of("from", "R", "why", "cancelled"));
    rig.write(
        "request.merged", "C", 20, "root", "D", "details", Map.of("into", "D", "why", "cancelled"));
    rig.write("request.cancelled", "R", 20);
    rig.read();

    assertEquals("running 30", rig.state("D", FIRST), "C's limit, lent to it");
    assertEquals("D", rig.clock("C", FIRST).under());
    assertEquals("cancelled", rig.clock("R", FIRST).why());
  }

  @Test
  void whatWasLateBeforeItWasMergedIsNotLateOnceMore() {
    rig.read();
    rig.fire(31);
    assertEquals(List.of("breached " + FIRST), breached("C"));
    merge("C", "R", 32);

    assertEquals("running 40", rig.state("R", FIRST));
  }

  private List<String> breached(String on) {
    return rig.told(on).stream().filter(said -> said.startsWith("breached")).toList();
  }
}
