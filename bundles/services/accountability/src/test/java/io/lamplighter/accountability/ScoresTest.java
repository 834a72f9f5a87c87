package io.lamplighter.accountability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.accountability.AccountabilityFile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Scores that are too good to be true, and phones that speak for many. */
@NullUnmarked
class ScoresTest {
  private final Bureau bureau = new Bureau();
  private int requests;

  /** Of 400 scores of all others four in five are 5: 1 in 10^9 is a run of 93. */
  @BeforeEach
  void others() {
    for (int i = 0; i < 400; i++) {
      score(i % 5 == 0 ? 4 : 5, Map.of("by", "asker" + i % 20, "asked", true));
    }
  }

  private String score(int score, Map<String, Object> more) {
    String no = "R" + ++requests;
    bureau.pass(Duration.ofMinutes(5));
    Map<String, Object> data = new HashMap<>();
    data.put("visit", no + ".3");
    data.put("requestNo", no);
    data.put("kind", "complaint");
    data.put("cell", "G1");
    data.put("score", score);
    data.put("reasons", List.of());
    data.put("channel", "call");
    data.put("by", "system:intake-sms");
    data.putAll(more);
    bureau.journal.add("visit.answered", no, "330602", "system:visits", data);
    return no;
  }

  private void finished(String crew) {
    bureau.journal.write(
        "work-order.finished",
        "W" + (requests + 1),
        crew,
        "workOrder",
        "W" + (requests + 1),
        "requestNo",
        "R" + (requests + 1),
        "workKind",
        "repair",
        "crew",
        crew,
        "state",
        "finished",
        "version",
        3,
        "at",
        bureau.now().toString(),
        "act",
        "a",
        "materials",
        List.of(),
        "files",
        1);
  }

  private List<String> found() {
    bureau.read();
    bureau.read();
    bureau.work();
    return bureau.all(Tools.SELF, null).stream()
        .map(file -> file.cause() + " " + file.on())
        .toList();
  }

  private void fives(int count, String by) {
    for (int i = 0; i < count; i++) {
      score(5, Map.of("by", by, "asked", true));
    }
  }

  @Test
  void whoeverHearsNothingButFivesFarLongerThanOthersHasAFileAndOne() {
    fives(85, "chen");
    assertEquals(List.of(), found());
    fives(20, "chen");
    assertEquals(1, found().size());
    fives(30, "chen");
    assertEquals(1, found().size(), "a run is one file");
    AccountabilityFile file = bureau.all(Tools.SELF, null).get(0);
    assertEquals("found.fives-asker false-record", file.cause() + " " + file.event());
    assertEquals("chen did", file.person() + " " + file.why());
    assertEquals(2, bureau.files.get(Tools.SELF, file.no()).evidence().size());
    score(3, Map.of("by", "chen", "asked", true));
    fives(110, "chen");
    assertEquals(2, found().size(), "another run is another");
  }

  @Test
  void whatNobodyWasAskedDoesNotCount() {
    for (int i = 0; i < 120; i++) {
      score(5, Map.of("by", "chen"));
    }
    assertEquals(List.of(), found());
  }

  @Test
  void aCrewWhoseWorkAllScoreFiveHasAFile() {
    for (int i = 0; i < 400; i++) {
      finished("crew" + i % 20);
      score(i % 5 == 0 ? 4 : 5, Map.of("asked", true));
    }
    for (int i = 0; i < 100; i++) {
      finished("first");
      score(5, Map.of("asked", true));
    }
    assertEquals(1, found().size());
    assertEquals("found.fives-crew", bureau.all(Tools.SELF, null).get(0).cause());
  }

  @Test
  void onePhoneThatScoresForManyCustomersIsOneFile() {
    for (int i = 0; i < 5; i++) {
      score(4, Map.of("customerNo", "C" + i, "phone", "d1"));
      score(4, Map.of("customerNo", "C1", "phone", "d2"));
    }
    assertEquals(List.of(), found(), "five customers, and one with five requests");
    String sixth = score(4, Map.of("customerNo", "C5", "phone", "d1"));
    score(4, Map.of("customerNo", "C6", "phone", "d1"));
    assertEquals(List.of("found.one-phone " + sixth), found());
    AccountabilityFile file = bureau.all(Tools.SELF, null).get(0);
    assertEquals(6, bureau.files.get(Tools.SELF, file.no()).evidence().size());
  }

  @Test
  void aPhoneThatScoresForSomebodyElseEachMonthIsNone() {
    for (int i = 0; i < 9; i++) {
      score(4, Map.of("customerNo", "C" + i, "phone", "d1"));
      bureau.pass(Duration.ofDays(i % 2 == 0 ? 9 : 20));
    }
    assertEquals(List.of(), found());
  }
}
