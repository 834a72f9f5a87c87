package io.lamplighter.accountability;

import static io.lamplighter.accountability.Bureau.ANNA;
import static io.lamplighter.accountability.Bureau.HEAD;
import static io.lamplighter.accountability.Bureau.SECOND;
import static io.lamplighter.accountability.Bureau.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Nobody judges himself, whatever he is called now; the whole matrix of people, acts and states.
 */
@NullUnmarked
class RightsTest {
  private static final Caller ASSESSOR = person("assessor", "33", Role.ASSESSOR);
  private static final Caller BOTH = person("both", "33", Role.ASSESSOR, Role.SUPERVISOR);
  private static final Caller ADMINISTRATOR = person("admin", "", Role.ADMINISTRATOR);
  private static final Caller PROMOTED = person("anna", "3306", Role.SUPERVISOR);
  private static final Caller IN_SHELL = person("shell:anna", "", Role.SUPERVISOR);
  private static final Caller CELL_BOSS = person("cellboss", "330602", Role.SUPERVISOR);
  private static final Caller ELSEWHERE = person("chen", "3301", Role.SUPERVISOR);
  private static final Caller AGENT = person("bo", "330602", Role.AGENT);

  private static final Map<FileAct, Map<String, Object>> DATA = data();

  private final Bureau bureau = new Bureau();

  private static Map<FileAct, Map<String, Object>> data() {
    Map<FileAct, Map<String, Object>> data = new LinkedHashMap<>();
    data.put(FileAct.NAME, Map.of("person", "bo", "reason", "x"));
    data.put(FileAct.STATE, Map.of("text", "x"));
    data.put(FileAct.JUDGE, Map.of("finding", "rejected", "reason", "x"));
    data.put(FileAct.MEASURE, Map.of());
    data.put(FileAct.APPROVE, Map.of());
    data.put(FileAct.RETURN, Map.of("reason", "x"));
    data.put(FileAct.TELL, Map.of());
    data.put(FileAct.ACCEPT, Map.of());
    data.put(FileAct.APPEAL, Map.of("text", "x"));
    data.put(FileAct.DECIDE, Map.of("outcome", "stands", "reason", "x"));
    data.put(FileAct.ANNUL, Map.of("reason", "x"));
    data.put(FileAct.CONFIRM, Map.of());
    data.put(FileAct.GRADE, Map.of("right", true));
    data.put(FileAct.PUBLISH, Map.of());
    return data;
  }

  /** Nobody held it, and nobody answers for it; anna has had it in hand. */
  private String unnamed(String on) {
    Map<String, List<String>> inCharge = Map.copyOf(bureau.staff.inCharge);
    bureau.staff.inCharge.clear();
    bureau.received(on);
    bureau.moved(on, "triaged", "received", "triaged", null);
    bureau.breached(on, "fault.first-response", bureau.now());
    bureau.read();
    bureau.work();
    bureau.staff.inCharge.putAll(inCharge);
    return bureau.only(on).no();
  }

  /** A file that has gone so far. */
  private String file(FileState state, String on) {
    String no = state == FileState.OPENED ? unnamed(on) : bureau.opened(on, "anna").no();
    if (state == FileState.STATED) {
      bureau.act(ANNA, no, FileAct.STATE, Map.of("text", "忙"));
    }
    if (state == FileState.JUDGED || state == FileState.MEASURED || state == FileState.APPROVED) {
      bureau.judged(no);
    }
    if (state == FileState.MEASURED || state == FileState.APPROVED) {
      bureau.act(HEAD, no, FileAct.MEASURE, Map.of());
    }
    if (state == FileState.APPROVED) {
      bureau.act(SECOND, no, FileAct.APPROVE, Map.of());
    }
    if (state == FileState.TOLD || state == FileState.APPEALED || state == FileState.FINAL) {
      bureau.told(no);
    }
    if (state == FileState.APPEALED) {
      bureau.act(ANNA, no, FileAct.APPEAL, Map.of("text", "不服"));
    }
    if (state == FileState.FINAL) {
      bureau.act(ANNA, no, FileAct.ACCEPT, Map.of());
    }
    if (state == FileState.ANNULLED) {
      bureau.act(HEAD, no, FileAct.ANNUL, Map.of("reason", "误"));
      bureau.act(SECOND, no, FileAct.CONFIRM, Map.of());
    }
    assertEquals(state, bureau.files.get(Tools.SELF, no).state());
    return no;
  }

  @Test
  void whoMayNotMayNotInAnyStateAndNothingIsChangedByTrying() {
    Map<Caller, Set<FileAct>> may = new LinkedHashMap<>();
    Set<FileAct> own = EnumSet.of(FileAct.STATE, FileAct.ACCEPT, FileAct.APPEAL);
    may.put(ANNA, own);
    may.put(PROMOTED, own);
    may.put(IN_SHELL, own);
    may.put(CELL_BOSS, Set.of());
    may.put(ASSESSOR, Set.of());
    may.put(BOTH, Set.of());
    may.put(ADMINISTRATOR, Set.of());
    may.put(ELSEWHERE, Set.of());
    may.put(AGENT, Set.of());
    int row = 0;
    for (FileState state : FileState.values()) {
      String no = file(state, "R" + ++row);
      AccountabilityFile before = bureau.files.get(Tools.SELF, no);
      for (Map.Entry<Caller, Set<FileAct>> one : may.entrySet()) {
        for (FileAct act : FileAct.values()) {
          if (!one.getValue().contains(act)) {
            String refused = bureau.refused(one.getKey(), no, act, DATA.get(act));
            assertTrue(
                Set.of(
                        "file.own",
                        "file.not-yours",
                        "file.unknown",
                        "file.assessor",
                        "role-missing")
                    .contains(refused),
                one.getKey() + " " + act + " " + state + ": " + refused);
          }
        }
      }
      assertEquals(before, bureau.files.get(Tools.SELF, no), state.toString());
    }
  }

  /** Who may do what: head has judged, measured and told it, second approved, third nothing. */
  private static final String TABLE =
      """
      state    | head               | second                | third                 | anna
      OPENED   | NAME ANNUL         | NAME ANNUL            | NAME ANNUL            |
      NOTIFIED | NAME ANNUL         | NAME ANNUL            | NAME ANNUL            | STATE
      STATED   | NAME JUDGE ANNUL   | NAME JUDGE ANNUL      | NAME JUDGE ANNUL      |
      JUDGED   | MEASURE ANNUL      | MEASURE ANNUL         | MEASURE ANNUL         |
      MEASURED | ANNUL              | APPROVE RETURN ANNUL  | APPROVE RETURN ANNUL  |
      APPROVED | TELL ANNUL         | TELL ANNUL            | TELL ANNUL            |
      TOLD     | ANNUL              | ANNUL                 | ANNUL                 | ACCEPT APPEAL
      APPEALED | ANNUL              | ANNUL                 | DECIDE ANNUL          |
      FINAL    | PUBLISH ANNUL      | PUBLISH ANNUL         | PUBLISH ANNUL         |
      ANNULLED |                    |                       |                       |
      """;

  @Test
  void whatIsInTheTableIsDoneAndNothingElse() {
    List<Caller> callers = List.of(HEAD, SECOND, Bureau.THIRD, ANNA);
    List<String> lines = TABLE.lines().skip(1).toList();
    assertEquals(FileState.values().length, lines.size());
    int row = 0;
    for (String line : lines) {
      String[] cells = line.split("\\|", -1);
      FileState state = FileState.valueOf(cells[0].strip());
      for (int i = 0; i < callers.size(); i++) {
        Set<String> expected =
            Arrays.stream(cells[i + 1].strip().split(" +"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
        String no = file(state, "R" + ++row);
        for (FileAct act : FileAct.values()) {
          String refused = bureau.refused(callers.get(i), no, act, DATA.get(act));
          assertEquals(
              expected.contains(act.name()),
              refused.isEmpty(),
              callers.get(i).name() + " " + act + " " + state + ": " + refused);
          if (refused.isEmpty()) {
            no = file(state, "R" + ++row);
          }
        }
        if (callers.get(i) != ANNA || state != FileState.OPENED) {
          assertEquals(
              expected,
              bureau.files.get(callers.get(i), no).allowedActs().stream()
                  .map(FileAct::name)
                  .collect(Collectors.toSet()));
        }
      }
    }
  }

  /** He is heard as everybody is; of others' files he changes nothing, nor of his own but that. */
  @Test
  void anAssessorIsHeardWhenItIsAboutHimself() {
    String no = bureau.opened("R1", "assessor").no();
    for (FileAct act : EnumSet.complementOf(EnumSet.of(FileAct.STATE))) {
      assertTrue(!bureau.refused(ASSESSOR, no, act, DATA.get(act)).isEmpty(), "assessor " + act);
    }
    assertEquals(Set.of(FileAct.STATE), bureau.files.get(ASSESSOR, no).allowedActs());
    bureau.act(ASSESSOR, no, FileAct.STATE, Map.of("text", "x"));
  }

  @Test
  void whoEverJudgedOrReturnedItDoesNotDecideTheAppeal() {
    Caller fourth = person("fourth", "3306", Role.SUPERVISOR);
    String no = file(FileState.MEASURED, "R1");
    bureau.act(SECOND, no, FileAct.RETURN, Map.of("reason", "x"));
    bureau.act(
        Bureau.THIRD,
        no,
        FileAct.JUDGE,
        Map.of("finding", "upheld", "fault", "oversight", "consequence", "none", "reason", "x"));
    bureau.act(Bureau.THIRD, no, FileAct.MEASURE, Map.of());
    assertEquals("file.another-person", bureau.refused(HEAD, no, FileAct.APPROVE, Map.of()));
    bureau.act(fourth, no, FileAct.APPROVE, Map.of());
    bureau.act(HEAD, no, FileAct.TELL, Map.of());
    bureau.act(ANNA, no, FileAct.APPEAL, Map.of("text", "x"));
    for (Caller caller : List.of(HEAD, SECOND, Bureau.THIRD, fourth)) {
      assertEquals(
          "file.another-person",
          bureau.refused(caller, no, FileAct.DECIDE, DATA.get(FileAct.DECIDE)),
          caller.name());
      assertEquals(List.of(), bureau.waiting(caller, FileAct.DECIDE));
    }
    Caller fifth = person("fifth", "3306", Role.SUPERVISOR);
    assertEquals(List.of(no), bureau.waiting(fifth, FileAct.DECIDE));
    assertEquals("", bureau.refused(fifth, no, FileAct.DECIDE, DATA.get(FileAct.DECIDE)));
  }

  /** Who set a state back, who took a call, who dispatched: all who have done something of it. */
  @Test
  void whoDidSomethingOfItDoesNotJudgeIt() {
    bureau.received("R1");
    bureau.moved("R1", "triaged", "received", "triaged", "bo", "third");
    bureau.moved("R1", "triaged", "on-site", "triaged", "bo", "second");
    bureau.read();
    bureau.work();
    AccountabilityFile file = bureau.only("R1");
    assertEquals(
        "found.set-back second did", file.cause() + " " + file.person() + " " + file.why());
    for (Caller caller : List.of(SECOND, Bureau.THIRD)) {
      assertEquals(
          "file.own",
          bureau.refused(caller, file.no(), FileAct.GRADE, Map.of("right", false)),
          caller.name());
    }
    assertEquals("", bureau.refused(HEAD, file.no(), FileAct.GRADE, Map.of("right", true)));
  }

  @Test
  void whoIsNamedAfterAReturnReadsNothingOfTheFormerOnesJudgement() {
    String no = file(FileState.MEASURED, "R1");
    bureau.act(SECOND, no, FileAct.RETURN, Map.of("reason", "不是其办理"));
    bureau.act(HEAD, no, FileAct.NAME, Map.of("person", "bo", "reason", "实际由其办理"));
    assertNull(bureau.files.get(HEAD, no).finding());
    assertNull(bureau.files.get(HEAD, no).proposal());
    assertEquals(
        List.of("notified"),
        bureau.files.get(AGENT, no).steps().stream().map(AccountabilityFile.Step::act).toList());
    bureau.act(AGENT, no, FileAct.STATE, Map.of("text", "不是我"));
    bureau.act(HEAD, no, FileAct.JUDGE, DATA.get(FileAct.JUDGE));
    bureau.act(HEAD, no, FileAct.MEASURE, Map.of());
    bureau.act(SECOND, no, FileAct.APPROVE, Map.of());
    bureau.act(HEAD, no, FileAct.TELL, Map.of());
    assertNull(text(AGENT, no, "returned"));
    assertEquals("x", text(AGENT, no, "judged"));
  }

  @Test
  void whoJudgedDoesNotApproveAndWhoDidAnythingDoesNotDecide() {
    String measured = file(FileState.MEASURED, "R1");
    assertEquals("file.another-person", bureau.refused(HEAD, measured, FileAct.APPROVE, Map.of()));
    assertEquals(List.of(measured), bureau.waiting(SECOND, FileAct.APPROVE));
    assertEquals(List.of(), bureau.waiting(HEAD, FileAct.APPROVE));
    String appealed = file(FileState.APPEALED, "R2");
    for (Caller caller : List.of(HEAD, SECOND)) {
      assertEquals(
          "file.another-person",
          bureau.refused(caller, appealed, FileAct.DECIDE, DATA.get(FileAct.DECIDE)));
    }
    assertEquals(
        "", bureau.refused(Bureau.THIRD, appealed, FileAct.DECIDE, DATA.get(FileAct.DECIDE)));
  }

  @Test
  void aDeputyOfTheUnitIsBarredFromTheMomentHeIsOne() {
    String no = file(FileState.STATED, "R1");
    bureau.staff.inCharge.put("G1", List.of("cellboss", "second"));
    assertEquals("file.own", bureau.refused(SECOND, no, FileAct.JUDGE, DATA.get(FileAct.JUDGE)));
    bureau.staff.inCharge.clear();
    assertEquals("file.own", bureau.refused(CELL_BOSS, no, FileAct.JUDGE, DATA.get(FileAct.JUDGE)));
    bureau.staff.away = true;
    assertThrows(
        Refusal.Unavailable.class,
        () -> bureau.act(HEAD, no, FileAct.JUDGE, DATA.get(FileAct.JUDGE)));
    assertEquals(Set.of(), bureau.files.get(HEAD, no).allowedActs());
  }

  @Test
  void whatPeopleSayIsForWhoJudgesAndLaterForWhomItIsAbout() {
    String no = file(FileState.JUDGED, "R1");
    assertEquals("忙", text(HEAD, no, "stated"));
    assertEquals("忙", text(ANNA, no, "stated"));
    for (Caller caller : List.of(CELL_BOSS, ASSESSOR, BOTH, ADMINISTRATOR)) {
      assertNull(text(caller, no, "stated"), caller.toString());
      assertNull(text(caller, no, "judged"), caller.toString());
    }
    assertThrows(Refusal.NotFound.class, () -> bureau.files.get(AGENT, no));
    assertThrows(Refusal.NotFound.class, () -> bureau.files.get(ELSEWHERE, no));
    assertNull(text(ANNA, no, "judged"));
    assertNull(bureau.files.get(ANNA, no).finding());
    assertNull(bureau.files.get(ANNA, no).proposal());

    bureau.act(HEAD, no, FileAct.MEASURE, Map.of());
    bureau.act(SECOND, no, FileAct.APPROVE, Map.of());
    bureau.act(HEAD, no, FileAct.TELL, Map.of());
    assertEquals("属实", text(ANNA, no, "judged"));
    assertNotNull(bureau.files.get(ANNA, no).finding());
  }

  @Test
  void whoIsNamedInsteadHearsNothingOfWhatTheOtherSaid() {
    String no = file(FileState.STATED, "R1");
    bureau.act(HEAD, no, FileAct.NAME, Map.of("person", "bo", "reason", "实际由其办理"));
    assertNull(text(AGENT, no, "stated"));
    bureau.act(AGENT, no, FileAct.STATE, Map.of("text", "不是我"));
    assertEquals(
        List.of("不是我"),
        bureau.files.get(AGENT, no).steps().stream()
            .map(AccountabilityFile.Step::text)
            .filter(text -> text != null)
            .toList());
  }

  @Test
  void whoIsShownWordsIsOnRecord() {
    String no = file(FileState.STATED, "R1");
    bureau.looks.all().clear();
    bureau.files.get(HEAD, no);
    bureau.files.get(ASSESSOR, no);
    bureau.files.get(ANNA, no);
    assertEquals(
        List.of("head accountability-file {accountability-files=[" + no + "]}"),
        bureau.looks.told());
  }

  @Test
  void everybodySeesHisOwnAndSupervisorsTheirRegions() {
    String no = file(FileState.NOTIFIED, "R1");
    assertEquals(1, bureau.all(ANNA, null).size());
    assertEquals(1, bureau.all(HEAD, null).size());
    assertEquals(1, bureau.all(ASSESSOR, null).size());
    assertEquals(0, bureau.all(AGENT, null).size());
    assertEquals(0, bureau.all(ELSEWHERE, null).size());
    assertThrows(Refusal.class, () -> bureau.all(Caller.PUBLIC, null));
    assertEquals(List.of(no), bureau.waiting(ANNA, FileAct.STATE));
  }

  private String text(Caller caller, String no, String act) {
    return bureau.files.get(caller, no).steps().stream()
        .filter(step -> step.act().equals(act))
        .map(AccountabilityFile.Step::text)
        .filter(text -> text != null)
        .findFirst()
        .orElse(null);
  }
}
