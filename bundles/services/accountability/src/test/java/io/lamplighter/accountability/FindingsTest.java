package io.lamplighter.accountability;

import static io.lamplighter.accountability.Bureau.HEAD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.FileAct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found by rule, once, and how right the rules are. */
@NullUnmarked
class FindingsTest {
  private final Bureau bureau = new Bureau();

  private List<String> found() {
    return bureau.all(Tools.SELF, null).stream()
        .map(file -> file.cause() + " " + file.on())
        .sorted()
        .toList();
  }

  private void order(String participle, String order, String request, Object... more) {
    List<Object> data =
        new ArrayList<>(
            List.of(
                "workOrder",
                order,
                "requestNo",
                request,
                "workKind",
                "repair",
                "cell",
                "G1",
                "crew",
                "C1",
                "state",
                participle,
                "version",
                3,
                "at",
                bureau.now().toString()));
    data.addAll(List.of(more));
    bureau.journal.write("work-order." + participle, order, "anna", data.toArray());
  }

  @Test
  void whatNobodyMovesIsFoundAfterADayAndNotBefore() {
    bureau.received("R1");
    bureau.moved("R1", "triaged", "received", "triaged", "anna");
    bureau.received("R2");
    bureau.journal.write("request.ranked", "R1", "system:desk");
    bureau.read();
    bureau.pass(Duration.ofHours(23));
    bureau.work();
    assertEquals(List.of(), found());
    bureau.moved("R2", "triaged", "received", "triaged", "anna");
    bureau.read();
    bureau.pass(Duration.ofHours(2));
    bureau.work();
    assertEquals(List.of("found.held R1"), found());
    AccountabilityFile file = bureau.only("R1");
    assertEquals("anna held-order", file.person() + " " + file.event());
    bureau.read();
    bureau.work();
    assertEquals(List.of("found.held R1"), found());
  }

  /** A reader that is behind must not take for held what was moved meanwhile. */
  @Test
  void whatTheJournalKnowsToBeMovedIsNotHeld() {
    bureau.received("R1");
    bureau.read();
    bureau.pass(Duration.ofHours(25));
    bureau.moved("R1", "triaged", "received", "triaged", "anna");
    bureau.work();
    assertEquals(List.of(), found());
  }

  @Test
  void whatIsOverWithinAMinuteOrSetBackByHandIsFound() {
    bureau.received("R1");
    bureau.pass(Duration.ofSeconds(40));
    bureau.moved("R1", "resolved", "on-site", "resolved", "anna");
    bureau.received("R2");
    bureau.pass(Duration.ofSeconds(80));
    bureau.moved("R2", "resolved", "on-site", "resolved", "anna");
    bureau.received("R3");
    bureau.moved("R3", "triaged", "on-site", "triaged", "anna");
    bureau.moved("R4", "scheduled", "accepted", "scheduled", "anna");
    bureau.moved("R3", "reopened", "visited", "triaged", "anna");
    bureau.moved("R3", "resolved", "on-site", "resolved", "anna");
    bureau.received("R5");
    bureau.received("R6");
    bureau.moved("R5", "cancelled", "received", "cancelled", null, "anna");
    bureau.moved("R6", "cancelled", "received", "cancelled", null, "partner:web");
    bureau.read();
    bureau.read();
    assertEquals(
        List.of("found.minute R1", "found.minute R3", "found.minute R5", "found.set-back R3"),
        found());
  }

  @Test
  void whatNoCrewHasShownAndWhereNoneCanHaveBeenIsFound() {
    order("arrived", "W1", "R1", "act", "a1");
    bureau.pass(Duration.ofMinutes(2));
    order("arrived", "W2", "R2", "act", "a2", "cell", "G2");
    order("arrived", "W4", "R4", "act", "a5", "cell", "G2");
    bureau.pass(Duration.ofMinutes(20));
    order("arrived", "W3", "R3", "act", "a3");
    order("finished", "W1", "R1", "materials", List.of(), "files", 0);
    order("finished", "W2", "R2", "materials", List.of(), "files", 0, "act", "a4");
    order("finished", "W3", "R3", "materials", List.of(), "files", 2);
    bureau.read();
    bureau.read();
    assertEquals(
        List.of("found.impossible-arrival R2", "found.no-evidence R2", "found.off-system R1"),
        found());
    bureau.work();
    AccountabilityFile file =
        bureau.all(Tools.SELF, "R2").stream()
            .filter(one -> one.cause().equals("found.impossible-arrival"))
            .findFirst()
            .orElseThrow();
    assertEquals("anna did", file.person() + " " + file.why());
    assertEquals(
        List.of("1-1", "2-2"),
        bureau.files.get(Tools.SELF, file.no()).evidence().stream()
            .map(AccountabilityFile.Evidence::entry)
            .toList());
  }

  /** A survey needs no picture, and a company may say that a repair needs none. */
  @Test
  void whichWorkNeedsAPictureIsData(@TempDir Path own) throws IOException {
    for (String kind : List.of("survey", "repair")) {
      Object[] bare = {"workKind", kind, "materials", List.of(), "files", 0, "act", "a"};
      order("finished", "W-" + kind, "R-" + kind, bare);
    }
    bureau.read();
    assertEquals(List.of("found.no-evidence R-repair"), found());
    rules(own, "found.no-evidence,no-evidence,0,survey,yes,a,a\n");
    bureau.read();
    assertEquals(List.of("found.no-evidence R-repair", "found.no-evidence R-survey"), found());
  }

  /** The longer rule waits for its own time. */
  @Test
  void eachRuleOfTwoFindsWhatIsHeldAtItsOwnTime(@TempDir Path own) throws IOException {
    rules(own, "found.held,held,1440,-,yes,a,a\nfound.held-long,held,4320,-,yes,b,b\n");
    bureau.received("R1");
    bureau.read();
    bureau.pass(Duration.ofHours(25));
    bureau.work();
    assertEquals(List.of("found.held R1"), found());
    bureau.pass(Duration.ofHours(48));
    bureau.work();
    assertEquals(List.of("found.held R1", "found.held-long R1"), found());
  }

  private void rules(Path own, String lines) throws IOException {
    Files.writeString(own.resolve("findings.csv"), FindingRule.COLUMNS + "\n" + lines);
    bureau.library = Library.load(own);
  }

  /** Nobody looked while this part was stopped. */
  @Test
  void aHoldThatWasOverBeforeAnybodyLookedIsFoundOnce() {
    bureau.received("R1");
    bureau.pass(Duration.ofHours(30));
    bureau.moved("R1", "triaged", "received", "triaged", "anna");
    bureau.read();
    bureau.work();
    bureau.read();
    bureau.work();
    assertEquals(List.of("found.held R1"), found());
  }

  @Test
  void whatWaitsForTheCustomerOrPausesIsNotHeld() {
    bureau.received("R1");
    bureau.moved("R1", "returned", "triaged", "returned", "anna");
    bureau.received("R2");
    bureau.paused("R2", true);
    bureau.read();
    bureau.pass(Duration.ofDays(9));
    bureau.work();
    bureau.moved("R1", "triaged", "returned", "triaged", "anna");
    bureau.paused("R2", false);
    bureau.read();
    bureau.pass(Duration.ofHours(20));
    bureau.work();
    assertEquals(List.of(), found());
    bureau.pass(Duration.ofHours(5));
    bureau.work();
    assertEquals(List.of("found.held R1", "found.held R2"), found());
  }

  @Test
  void whatARuleCannotDoIsRefusedWithItsLine(@TempDir Path own) {
    for (String line :
        List.of(
            "found.held,held,0,-,yes,a,a",
            "found.set-back,set-back,5,-,yes,a,a",
            "found.one-phone,one-phone,0,-,yes,a,a",
            "found.no-evidence,no-evidence,0,Repair work,yes,a,a",
            "found.off-system,off-system,0,complaint,yes,a,a")) {
      IllegalArgumentException wrong =
          assertThrows(IllegalArgumentException.class, () -> rules(own, line + "\n"), line);
      assertTrue(wrong.getMessage().contains("findings.csv"), wrong.getMessage());
    }
  }

  @Test
  void rulesAreAsRightAsSupervisorsSay() {
    for (String no : List.of("R1", "R2", "R3")) {
      bureau.received(no);
      bureau.moved(no, "resolved", "on-site", "resolved", "anna");
    }
    bureau.read();
    bureau.work();
    bureau.act(HEAD, bureau.only("R1").no(), FileAct.GRADE, Map.of("right", true));
    bureau.act(HEAD, bureau.only("R2").no(), FileAct.GRADE, Map.of("right", false));
    Precision.OfRule minute =
        bureau
            .work
            .read(t -> new Precision(t.connection()).of("33", bureau.library, Locale.ENGLISH))
            .stream()
            .filter(rule -> rule.code().equals("found.minute"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        "3 1 1 0.5 true",
        minute.found()
            + " "
            + minute.right()
            + " "
            + minute.wrong()
            + " "
            + minute.precision()
            + " "
            + minute.few());
    assertEquals(1, bureau.waiting(HEAD, FileAct.GRADE).size());
  }
}
