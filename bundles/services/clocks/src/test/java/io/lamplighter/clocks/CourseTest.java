package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.journal.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the journal does to clocks. */
class CourseTest {
  private final ClocksRig rig = new ClocksRig();

  @Test
  void whatIsReceivedStartsItsClocksFromWhenItWasReceived() {
    rig.write("request.received", "R1", 5, "receivedAt", ClocksRig.NINE.toString());
    rig.read();

    assertEquals("running 30", rig.state("R1", "fault.first-response"));
    assertEquals("running 1440", rig.state("R1", "fault.restored"));
    assertEquals("none", rig.state("R1", "fault.on-site"), "its area is not known yet");
    assertEquals(List.of("started fault.first-response", "started fault.restored"), rig.told("R1"));
  }

  @Test
  void whatItWaitsForEndsItAndLateIsSaidOnce() {
    rig.write("request.received", "R1", 0);
    rig.write("request.dispatched", "R1", 20);
    rig.write("request.dispatched", "R1", 25);
    rig.write("request.received", "R2", 0);
    rig.write("request.dispatched", "R2", 31);
    rig.read();

    assertEquals("met 30", rig.state("R1", "fault.first-response"));
    assertEquals("met 30", rig.state("R2", "fault.first-response"));
    assertEquals(
        List.of("breached fault.first-response", "met fault.first-response"),
        rig.told("R2").stream().filter(said -> !said.startsWith("started")).limit(2).toList());
    assertEquals(1, count("R1", "met fault.first-response"));
    assertEquals(0, count("R1", "breached fault.first-response"));
  }

  @Test
  void whatIsCancelledIsWithdrawn() {
    rig.write("request.received", "R1", 0);
    rig.write("request.cancelled", "R1", 10);
    rig.read();
    rig.fire(2_000);

    assertEquals("withdrawn 30 cancelled", rig.state("R1", "fault.first-response"));
    assertEquals(0, count("R1", "breached fault.first-response"));
  }

  @Test
  void anAreaThatBecomesKnownBringsItsLimitWithTheOriginalStart() {
    rig.write("request.received", "R1", 0);
    rig.write("request.located", "R1", 10, "cell", "G1", "details", Map.of("areaType", "rural"));
    rig.read();
    assertEquals("running 90", rig.state("R1", "fault.on-site"));
    assertEquals("G1", rig.clock("R1", "fault.restored").cell());

    rig.write("request.located", "R1", 12, "cell", "G2", "details", Map.of("areaType", "urban"));
    rig.read();
    assertEquals(
        "running 45", rig.state("R1", "fault.on-site"), "the stricter one, from the start");
    assertEquals(1, count("R1", "rescheduled fault.on-site"));
  }

  @Test
  void anotherKindIsJudgedFromTheStartAndByTheVeryEntryThatSaysIt() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.write(
        "request.triaged", "R1", 20, "kind", "complaint", "details", Map.of("holder", "anna"));
    rig.read();

    assertEquals("withdrawn 30 kind", rig.state("R1", "fault.first-response"));
    assertEquals("met 1440", rig.state("R1", "complaint.contact"), "the holder is named in it");
    Clock answer = rig.clock("R1", "complaint.answer");
    assertEquals(ClocksRig.at("2026-12-01T00:00"), answer.dueAt());
    assertEquals(ClocksRig.NINE, answer.startedAt());
  }

  @Test
  void reopenedTheSameClockGoesOnAndWhatWasAnsweredStaysSo() {
    rig.write("request.received", "R1", 0);
    rig.write("request.dispatched", "R1", 10);
    rig.write("request.resolved", "R1", 60);
    rig.write("request.reopened", "R1", 600);
    rig.read();

    assertEquals("met 30", rig.state("R1", "fault.first-response"));
    assertEquals("running 1440", rig.state("R1", "fault.restored"));
    assertEquals(
        1, rig.clocks("R1").stream().filter(c -> c.rule().equals("fault.restored")).count());
    rig.fire(1_440);
    assertEquals("breached 1440", rig.state("R1", "fault.restored"));
  }

  @Test
  void readTwiceAndOutOfOrderItIsTheSame() {
    List<Entry> entries = new ArrayList<>();
    entries.add(rig.write("request.received", "R1", 0));
    entries.add(rig.write("request.dispatched", "R1", 20));
    entries.add(rig.write("request.arrived", "R1", 30));
    entries.add(rig.write("request.resolved", "R1", 40));
    rig.read();
    List<Clock> straight = rig.clocks("R1");
    rig.take(entries);
    assertEquals(straight, rig.clocks("R1"));

    ClocksRig other = new ClocksRig();
    Collections.reverse(entries);
    entries.forEach(entry -> other.take(List.of(entry)));
    assertEquals(
        straight.stream().map(CourseTest::seen).toList(),
        other.clocks("R1").stream().map(CourseTest::seen).toList());
  }

  private static String seen(Clock clock) {
    return clock.id() + " " + clock.state() + " " + clock.dueAt() + " " + clock.endedAt();
  }

  private long count(String on, String said) {
    return rig.told(on).stream().filter(said::equals).count();
  }
}
