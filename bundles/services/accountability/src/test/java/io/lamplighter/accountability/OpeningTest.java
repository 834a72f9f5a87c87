package io.lamplighter.accountability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.journal.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A breach opens one file by itself, which says who had it then. */
@NullUnmarked
class OpeningTest {
  private final Bureau bureau = new Bureau();

  @Test
  void aBreachReadAgainIsTheSameFile() {
    bureau.breach("R1", "anna");
    bureau.read();
    bureau.read();
    bureau.work();
    bureau.read();

    AccountabilityFile file = bureau.only("R1");
    assertEquals(FileState.NOTIFIED, file.state());
    assertEquals("late-repair", file.event());
    assertEquals(
        List.of("accountability-file.opened", "accountability-file.notified"),
        bureau.journal.told());
  }

  @Test
  void twoNodesThatReadAtOnceOpenOne() throws Exception {
    Entry breach = bureau.breach("R1", "anna");
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            nodes.submit(() -> bureau.work.run(t -> bureau.follower.handle(t, List.of(breach)))));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    bureau.only("R1");
    assertEquals(1, bureau.journal.all("accountability-file.opened").size());
  }

  @Test
  void whoHadItWhenItWasDueIsHeldResponsibleAndNotWhoHasItSince() {
    bureau.received("R1");
    bureau.moved("R1", "triaged", "received", "triaged", "anna");
    bureau.pass(Duration.ofHours(1));
    Instant due = bureau.now();
    bureau.pass(Duration.ofMinutes(5));
    bureau.moved("R1", "handed-over", "triaged", "triaged", "bo");
    bureau.breached("R1", "fault.first-response", due);
    bureau.read();
    bureau.work();

    AccountabilityFile file = bureau.files.get(Tools.SELF, bureau.only("R1").no());
    assertEquals("anna", file.person());
    assertEquals("held", file.why());
    assertEquals("G1", file.unit());
    assertEquals(
        List.of("began", "held", "handed-over", "breached"),
        file.evidence().stream().map(AccountabilityFile.Evidence::shows).toList());
  }

  @Test
  void whatNobodyHeldIsOfWhoAnswersForTheCellOrTheNextUnitAbove() {
    assertEquals("cellboss", bureau.opened("R1", null).person());
    bureau.staff.inCharge.remove("G1");
    bureau.staff.inCharge.put("S1", List.of("bo"));
    AccountabilityFile second = bureau.opened("R2", null);
    assertEquals("bo in-charge S1", second.person() + " " + second.why() + " " + second.unit());
    bureau.staff.inCharge.clear();
    AccountabilityFile third = bureau.opened("R3", null);
    assertNull(third.person());
    assertEquals(FileState.OPENED, third.state());
  }

  /** The limit was said to be late before its cell was known to it. */
  @Test
  void theCellIsThatOfTheRequestWhenTheBreachNamesNone() {
    bureau.received("R1");
    bureau.journal.write(
        "clock.breached",
        "R1",
        "system:clocks",
        "clock",
        "c",
        "on",
        "R1",
        "rule",
        "fault.on-site",
        "edition",
        "1",
        "dueAt",
        bureau.now().toString(),
        "seenAt",
        bureau.now().toString(),
        "told",
        List.of());
    bureau.read();
    bureau.work();
    AccountabilityFile file = bureau.only("R1");
    assertEquals("cellboss G1", file.person() + " " + file.unit());
  }

  @Test
  void whileTheOrganisationIsAwayTheFileIsThereAndWaitsForItsName() {
    bureau.staff.away = true;
    AccountabilityFile file = bureau.opened("R1", "anna");
    assertEquals(FileState.OPENED, file.state());
    assertNull(file.person());

    bureau.staff.away = false;
    bureau.pass(Duration.ofMinutes(10));
    bureau.work();
    assertEquals("anna", bureau.only("R1").person());
  }

  /** Until it is known who had it in hand, whoever had might act on it. */
  @Test
  void nobodyActsBeforeItIsKnownWhoIsBarred() {
    bureau.staff.away = true;
    String no = bureau.opened("R1", "head").no();
    for (FileAct act : List.of(FileAct.NAME, FileAct.ANNUL, FileAct.GRADE)) {
      Map<String, Object> data =
          switch (act) {
            case NAME -> Map.of("person", "bo", "reason", "x");
            case ANNUL -> Map.of("reason", "x");
            default -> Map.of("right", true);
          };
      assertThrows(
          Refusal.Unavailable.class, () -> bureau.act(Bureau.HEAD, no, act, data), act.toString());
    }
    assertEquals(Set.of(), bureau.files.get(Bureau.HEAD, no).allowedActs());
    assertEquals(List.of(), bureau.waiting(Bureau.HEAD, FileAct.ANNUL));
    bureau.staff.away = false;
    bureau.pass(Duration.ofMinutes(10));
    bureau.work();
    assertEquals("head", bureau.only("R1").person());
    assertEquals("file.own", bureau.refused(Bureau.HEAD, no, FileAct.ANNUL, Map.of("reason", "x")));
    assertEquals(3, bureau.files.get(Tools.SELF, no).evidence().size());
  }

  @Test
  void whereNobodyHasEverToldUnitsNobodyIsWaitedForForEver() {
    bureau.staff.away = true;
    String no = bureau.opened("R1", "anna").no();
    bureau.pass(Duration.ofMinutes(11));
    bureau.work();
    AccountabilityFile file = bureau.files.get(Tools.SELF, no);
    assertEquals("anna null", file.person() + " " + file.unit());
  }

  /** Who has it in hand looks into it: the cell that it is about answers. */
  @Test
  void aComplaintThatIsFoundJustifiedOpensAFileOnceAndAnUnjustifiedOneNone() {
    for (String no : List.of("R1", "R2", "R3")) {
      bureau.received(no);
      bureau.moved(no, "triaged", "received", "triaged", "anna");
    }
    bureau.over("R1", "resolved", "partly");
    bureau.over("R1", "closed", "justified");
    bureau.over("R2", "resolved", "unjustified");
    bureau.over("R3", "closed", null);
    bureau.read();
    bureau.read();
    bureau.work();
    AccountabilityFile file = bureau.only("R1");
    assertEquals("complaint-justified justified-complaint", file.cause() + " " + file.event());
    assertEquals("cellboss in-charge", file.person() + " " + file.why());
    assertEquals(
        Set.of("complaint-justified"),
        bureau.all(Tools.SELF, null).stream()
            .map(AccountabilityFile::cause)
            .filter(cause -> !cause.startsWith("found."))
            .collect(Collectors.toSet()));
    assertEquals(1, bureau.all(Tools.SELF, "R1").stream().filter(one -> !one.byRule()).count());
    assertEquals(0, bureau.all(Tools.SELF, "R2").stream().filter(one -> !one.byRule()).count());
  }

  @Test
  void theSameClockMayPassTwice() {
    bureau.breach("R1", "anna");
    bureau.pass(Duration.ofDays(1));
    bureau.breached("R1", "fault.first-response", bureau.now());
    bureau.read();
    assertEquals(2, bureau.all(Tools.SELF, "R1").size());
  }

  @Test
  void evidenceThatTheJournalHasNoMoreIsMissing() {
    AccountabilityFile file = bureau.opened("R1", "anna");
    bureau.journal.lose(bureau.journal.entries().get(1));
    assertEquals(
        List.of("request.received", "missing", "clock.breached"),
        evidence(file).stream().map(AccountabilityFile.Evidence::type).toList());
  }

  /** The journal gives the oldest of a subject; who has it since is to be found all the same. */
  @Test
  void whoHeldItIsFoundInALongWayToo() {
    bureau.received("R1");
    for (int i = 0; i < Page.MAX + 10; i++) {
      bureau.moved("R1", "handed-over", "triaged", "triaged", "p" + i);
    }
    bureau.breached("R1", "fault.first-response", bureau.now());
    bureau.read();
    bureau.work();
    AccountabilityFile file = bureau.files.get(Tools.SELF, bureau.only("R1").no());
    assertEquals("p" + (Page.MAX + 9), file.person());
    assertEquals(60, file.evidence().size());
  }

  @Test
  void evidencePointsIntoTheSealedJournal() {
    AccountabilityFile file = bureau.opened("R1", "anna");
    bureau.pass(Duration.ofMinutes(1));
    bureau.work();
    assertTrue(evidence(file).stream().allMatch(one -> one.block() == null));

    bureau.sealed.upTo = 2;
    bureau.pass(Duration.ofMinutes(1));
    bureau.work();
    bureau.sealed.upTo = 1_000;
    bureau.pass(Duration.ofMinutes(1));
    bureau.work();
    assertEquals(
        List.of("1-1 1 hash1", "2-2 1 hash1", "3-3 2 hash2"),
        evidence(file).stream()
            .map(one -> one.entry() + " " + one.block() + " " + one.head())
            .toList());
  }

  private List<AccountabilityFile.Evidence> evidence(AccountabilityFile file) {
    return bureau.files.get(Tools.SELF, file.no()).evidence();
  }

  @Test
  void rehearsalsAveragesAndTheFilesOwnLimitsOpenNone() {
    Object[] about = {
      "clock",
      "c",
      "on",
      "R1",
      "edition",
      "1",
      "dueAt",
      bureau.now().toString(),
      "seenAt",
      bureau.now().toString(),
      "told",
      List.of()
    };
    List<Object> drill = new ArrayList<>(List.of(about));
    drill.addAll(List.of("rule", "fault.on-site", "drill", true));
    bureau.journal.write("clock.breached", "R1", "system:clocks", drill.toArray());
    List<Object> mean = new ArrayList<>(List.of(about));
    mean.addAll(List.of("rule", "fault.on-site", "mean", true));
    bureau.journal.write("clock.breached", "R1", "system:clocks", mean.toArray());
    bureau.breached("F1", "accountability.judgement", bureau.now());
    bureau.read();

    assertEquals(List.of(), bureau.all(Tools.SELF, null));
    assertEquals(List.of(), bureau.journal.told());
  }
}
