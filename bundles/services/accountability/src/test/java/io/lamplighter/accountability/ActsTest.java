package io.lamplighter.accountability;

import static io.lamplighter.accountability.Bureau.ANNA;
import static io.lamplighter.accountability.Bureau.HEAD;
import static io.lamplighter.accountability.Bureau.SECOND;
import static io.lamplighter.accountability.Bureau.THIRD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.ActOrder;
import io.lamplighter.api.accountability.FileAct;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.journal.Fact;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A file's way from its opening to its end. */
@NullUnmarked
class ActsTest {
  private final Bureau bureau = new Bureau();

  private FileState state(String no) {
    return bureau.files.get(Tools.SELF, no).state();
  }

  @Test
  void theWholeWayWithAnAppealThatIsHeard() {
    String no = bureau.opened("R1", "anna").no();
    bureau.told(no);
    bureau.act(ANNA, no, FileAct.APPEAL, Map.of("text", "当时停电事故"));
    AccountabilityFile end =
        bureau.act(THIRD, no, FileAct.DECIDE, Map.of("outcome", "dropped", "reason", "申诉成立"));

    assertEquals(FileState.FINAL, end.state());
    assertEquals(0, end.level());
    assertEquals("none", end.measure());
    assertEquals(
        List.of(
            "opened",
            "notified",
            "stated",
            "judged",
            "measured",
            "approved",
            "told",
            "appealed",
            "changed",
            "final"),
        bureau.files.get(Tools.SELF, no).steps().stream()
            .map(AccountabilityFile.Step::act)
            .toList());
    assertEquals(
        List.of(
            "opened",
            "notified",
            "stated",
            "judged",
            "measured",
            "approved",
            "told",
            "appealed",
            "decided",
            "closed"),
        bureau.journal.told().stream().map(type -> type.substring(type.indexOf('.') + 1)).toList());
    assertTrue(
        bureau.journal.last("accountability-file.appealed").data().toString().indexOf("停电") < 0);
  }

  @Test
  void itIsFinalWhenTheTimeForTheAppealHasPassedAndOnlyThen() {
    String no = bureau.opened("R1", "anna").no();
    bureau.told(no);
    bureau.breached(no, "accountability.appeal", bureau.now());
    bureau.read();
    bureau.read();
    assertEquals(FileState.FINAL, state(no));
    assertEquals(1, bureau.journal.all("accountability-file.closed").size());
    assertEquals(
        "file.act-not-allowed", bureau.refused(ANNA, no, FileAct.APPEAL, Map.of("text", "晚")));
  }

  @Test
  void withoutAStatementItIsJudgedOnlyWhenItsTimeHasPassed() {
    String no = bureau.opened("R1", "anna").no();
    Map<String, Object> judgement = Map.of("finding", "rejected", "reason", "不属实");
    assertEquals("file.act-not-allowed", bureau.refused(HEAD, no, FileAct.JUDGE, judgement));
    bureau.pass(Duration.ofDays(3));
    bureau.breached(no, "accountability.statement", bureau.now());
    bureau.read();
    assertTrue(bureau.files.get(Tools.SELF, no).late());
    assertEquals("", bureau.refused(HEAD, no, FileAct.JUDGE, judgement));

    bureau.act(HEAD, no, FileAct.MEASURE, Map.of());
    bureau.act(SECOND, no, FileAct.APPROVE, Map.of());
    AccountabilityFile end = bureau.act(HEAD, no, FileAct.TELL, Map.of());
    assertEquals(FileState.FINAL, end.state(), "nothing follows: nothing to appeal against");
    assertEquals(0, end.level());
  }

  @Test
  void theProposalShowsItsLineAndSettingSomethingElseNeedsAReason() {
    String no = bureau.opened("R1", "anna").no();
    bureau.judged(no);
    AccountabilityFile.Proposal proposal = bureau.files.get(HEAD, no).proposal();
    assertEquals(
        "A-02 4 reminder", proposal.line() + " " + proposal.level() + " " + proposal.measure());

    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class, () -> bureau.act(HEAD, no, FileAct.MEASURE, Map.of("level", 3)));
    assertEquals("/reason", refusal.errors().get(0).pointer());
    AccountabilityFile measured =
        bureau.act(HEAD, no, FileAct.MEASURE, Map.of("level", 3, "reason", "影响面大"));
    assertEquals("interview", measured.measure());
  }

  @Test
  void theSameAgainWithinAYearIsOneLevelGraverAndEachMitigationOneLighter() {
    String first = bureau.opened("R1", "anna").no();
    bureau.told(first);
    bureau.act(ANNA, first, FileAct.ACCEPT, Map.of());
    String second = bureau.opened("R2", "anna").no();
    bureau.judged(second);
    AccountabilityFile.Proposal again = bureau.files.get(HEAD, second).proposal();
    assertEquals(
        first + " 4 3 interview",
        again.repeats() + " " + again.base() + " " + again.level() + " " + again.measure());

    bureau.pass(Duration.ofDays(366));
    String later = bureau.opened("R3", "anna").no();
    bureau.act(ANNA, later, FileAct.STATE, Map.of("text", "忙"));
    bureau.act(
        HEAD,
        later,
        FileAct.JUDGE,
        Map.of(
            "finding", "partly",
            "fault", "neglect",
            "consequence", "none",
            "mitigations", List.of("corrected-itself"),
            "reason", "已自行纠正"));
    AccountabilityFile.Proposal lighter = bureau.files.get(HEAD, later).proposal();
    assertNull(lighter.repeats());
    assertEquals("3 4 reminder", lighter.base() + " " + lighter.level() + " " + lighter.measure());
  }

  @Test
  void whatIsNotApprovedIsJudgedAnew() {
    String no = bureau.opened("R1", "anna").no();
    bureau.judged(no);
    bureau.act(HEAD, no, FileAct.MEASURE, Map.of());
    AccountabilityFile back = bureau.act(SECOND, no, FileAct.RETURN, Map.of("reason", "证据不足"));
    assertEquals(FileState.STATED, back.state());
    assertNull(back.level());
    assertEquals(
        "",
        bureau.refused(THIRD, no, FileAct.JUDGE, Map.of("finding", "rejected", "reason", "不属实")));
  }

  /** Whoever is of the region may read the journal: nothing of whom and what is in it. */
  @Test
  void theJournalTellsNeitherWhomNorWhatFollows() {
    String no = bureau.opened("R1", "anna").no();
    bureau.told(no);
    bureau.act(ANNA, no, FileAct.ACCEPT, Map.of());
    bureau.act(HEAD, no, FileAct.PUBLISH, Map.of());
    for (String type : bureau.journal.told()) {
      String said = bureau.journal.last(type).actor() + bureau.journal.last(type).data();
      for (String secret : List.of("anna", "upheld", "oversight", "reminder", "A-02", "level")) {
        assertTrue(said.indexOf(secret) < 0, type + " " + said);
      }
    }
    Fact published = bureau.journal.last("accountability-case.published");
    assertEquals("33 [digest]", published.region() + " " + published.data().keySet());
    assertEquals(9, published.subject().length());
  }

  @Test
  void aRowThatIsChangedLaterIsFound() {
    String no = bureau.opened("R1", "anna").no();
    bureau.told(no);
    bureau.act(ANNA, no, FileAct.ACCEPT, Map.of());
    bureau.act(HEAD, no, FileAct.PUBLISH, Map.of());
    bureau.pass(Duration.ofMinutes(10));
    assertEquals(List.of(), bureau.proof().of(no));
    assertEquals(true, bureau.files.get(HEAD, no).intact());
    for (String change :
        List.of(
            "update accountability.file set level = 2",
            "update accountability.file set person = 'bo'",
            "update accountability.step set text = '无' where act = 'stated'",
            "update accountability.step set actor = 'third' where act = 'approved'",
            "update accountability.step set month = '2026-12-01' where act = 'final'",
            "delete from accountability.step where act = 'returned' or act = 'measured'",
            "delete from accountability.evidence where shows = 'held'",
            "delete from accountability.barred where person = 'cellboss'")) {
      Bureau other = new Bureau();
      String one = other.opened("R1", "anna").no();
      other.told(one);
      other.act(ANNA, one, FileAct.ACCEPT, Map.of());
      other.pass(Duration.ofMinutes(10));
      assertEquals(List.of(), other.proof().of(one));
      other.tamper(change);
      Map<String, String> wrong = new TreeMap<>();
      assertEquals("", other.proof().next("", 100, wrong));
      assertEquals(Set.of(one), wrong.keySet(), change);
      assertEquals(false, other.files.get(HEAD, one).intact());
    }
  }

  @Test
  void whatFollowsFitsItsLevelAndTheFinding() {
    String no = bureau.opened("R1", "anna").no();
    bureau.judged(no);
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("level", 4, "measure", "suspension", "reason", "x"),
            Map.of("level", 0, "measure", "training", "reason", "x"),
            Map.of("level", 2, "measure", "none", "reason", "x"))) {
      assertEquals("invalid", bureau.refused(HEAD, no, FileAct.MEASURE, wrong), wrong.toString());
    }
    bureau.act(HEAD, no, FileAct.MEASURE, Map.of("level", 3, "measure", "training", "reason", "x"));
    bureau.act(SECOND, no, FileAct.APPROVE, Map.of());
    bureau.act(HEAD, no, FileAct.TELL, Map.of());
    bureau.act(ANNA, no, FileAct.APPEAL, Map.of("text", "x"));
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("outcome", "dropped", "measure", "suspension", "reason", "x"),
            Map.of("outcome", "stands", "level", 4, "reason", "x"),
            Map.of("outcome", "reduced", "level", 2, "reason", "x"),
            Map.of("outcome", "reduced", "reason", "x"),
            Map.of("outcome", "reduced", "level", 4, "measure", "criticism", "reason", "x"))) {
      assertEquals("invalid", bureau.refused(THIRD, no, FileAct.DECIDE, wrong), wrong.toString());
    }
    assertEquals(
        "reminder",
        bureau
            .act(THIRD, no, FileAct.DECIDE, Map.of("outcome", "reduced", "level", 4, "reason", "x"))
            .measure());
  }

  @Test
  void whatWasNotFoundHasNothingThatFollows() {
    String no = bureau.opened("R1", "anna").no();
    bureau.act(ANNA, no, FileAct.STATE, Map.of("text", "x"));
    bureau.act(HEAD, no, FileAct.JUDGE, Map.of("finding", "rejected", "reason", "x"));
    assertEquals(
        "invalid", bureau.refused(HEAD, no, FileAct.MEASURE, Map.of("level", 1, "reason", "x")));
    assertEquals(0, bureau.act(HEAD, no, FileAct.MEASURE, Map.of()).level());
  }

  /** A limit that ran for the one before says nothing of the one who is named now. */
  @Test
  void aLimitOfAnotherPersonsStatementIsNotHis() {
    String no = bureau.opened("R1", "anna").no();
    bureau.pass(Duration.ofDays(3));
    bureau.breached(no, "accountability.statement", bureau.now());
    bureau.pass(Duration.ofMinutes(1));
    bureau.act(HEAD, no, FileAct.NAME, Map.of("person", "bo", "reason", "x"));
    bureau.read();
    assertEquals(false, bureau.files.get(Tools.SELF, no).late());
    bureau.pass(Duration.ofDays(3));
    bureau.breached(no, "accountability.statement", bureau.now());
    bureau.read();
    assertEquals(true, bureau.files.get(Tools.SELF, no).late());
  }

  @Test
  void annullingTakesTwoAndLeavesTheFileThere() {
    String no = bureau.opened("R1", "anna").no();
    bureau.act(HEAD, no, FileAct.ANNUL, Map.of("reason", "重复立档"));
    assertEquals("file.another-person", bureau.refused(HEAD, no, FileAct.CONFIRM, Map.of()));
    bureau.act(SECOND, no, FileAct.CONFIRM, Map.of());
    assertEquals(FileState.ANNULLED, state(no));
    assertEquals(
        "file.act-not-allowed", bureau.refused(HEAD, no, FileAct.ANNUL, Map.of("reason", "再")));
    bureau.read();
    assertEquals(1, bureau.all(Tools.SELF, "R1").size(), "the same breach opens none again");
  }

  @Test
  void aStepTakesAProposalToAnnulAway() {
    String no = bureau.opened("R1", "anna").no();
    bureau.act(HEAD, no, FileAct.ANNUL, Map.of("reason", "重复立档"));
    bureau.act(ANNA, no, FileAct.STATE, Map.of("text", "忙"));
    assertEquals("file.act-not-allowed", bureau.refused(SECOND, no, FileAct.CONFIRM, Map.of()));
  }

  @Test
  void anotherIsNamedWithAReasonAndAllBeginsAnew() {
    String no = bureau.opened("R1", "anna").no();
    bureau.act(ANNA, no, FileAct.STATE, Map.of("text", "是搏的单"));
    assertEquals("invalid", bureau.refused(HEAD, no, FileAct.NAME, Map.of("person", "bo")));
    assertEquals(
        "invalid",
        bureau.refused(HEAD, no, FileAct.NAME, Map.of("person", "nobody", "reason", "x")));
    AccountabilityFile named =
        bureau.act(HEAD, no, FileAct.NAME, Map.of("person", "bo", "reason", "实际由其办理"));
    assertEquals("bo named NOTIFIED", named.person() + " " + named.why() + " " + named.state());
    assertEquals("file.unknown", bureau.refused(ANNA, no, FileAct.STATE, Map.of("text", "x")));
  }

  @Test
  void whatIsWrongIsNamedAndNothingIsDone() {
    String no = bureau.opened("R1", "anna").no();
    bureau.act(ANNA, no, FileAct.STATE, Map.of("text", "忙"));
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () ->
                bureau.act(
                    HEAD,
                    no,
                    FileAct.JUDGE,
                    Map.of("finding", "guilty", "mitigations", List.of("repeated"), "x", 1)));
    assertEquals(
        List.of("/finding", "/mitigations", "/reason", "/x"),
        refusal.errors().stream().map(error -> error.pointer()).sorted().toList());
    assertEquals(FileState.STATED, state(no));
    assertThrows(
        Refusal.Stale.class,
        () -> bureau.files.act(HEAD, new ActOrder(no, FileAct.ANNUL, 1L, Map.of("reason", "x"))));
  }

  @Test
  void aTypicalCaseLeadsToNobody() {
    String no = bureau.opened("R1", "anna").no();
    bureau.told(no);
    bureau.act(ANNA, no, FileAct.ACCEPT, Map.of());
    assertNotNull(bureau.act(HEAD, no, FileAct.PUBLISH, Map.of()).published());
    Cases cases = new Cases(bureau.library, bureau.tools.house().zone(), Locale.CHINESE);
    List<Cases.Case> found =
        bureau.work.read(t -> cases.find(t.connection(), Long.MAX_VALUE, 10)).items();
    assertEquals(1, found.size());
    assertEquals(
        "抢修服务逾期 疏忽 提醒谈话",
        found.get(0).event() + " " + found.get(0).fault() + " " + found.get(0).measure());
    for (String secret : List.of("anna", "head", "second", "R1", "G1", "3306", no, "属实", "忙")) {
      assertTrue(found.toString().indexOf(secret) < 0, secret);
    }
  }
}
