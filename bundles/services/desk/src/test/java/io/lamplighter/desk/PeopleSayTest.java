package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.Judgement;
import io.lamplighter.kit.triage.Triage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Texts as people write them, in Chinese of several places and in English: what each is about. */
class PeopleSayTest {
  private final Triage triage = TestDesk.TRIAGE;

  private record Said(String expected, String text) {
    boolean fits(Judgement judgement) {
      String kind = judgement.kind().wire();
      return switch (expected) {
        case "unsure" -> !judgement.sure();
        case "danger" -> kind.equals("emergency");
        case "not-danger" -> !kind.equals("emergency");
        default -> kind.equals(expected);
      };
    }
  }

  private static List<Said> all() {
    DataFile file =
        DataFile.load(null, PeopleSayTest.class, "/triage/people-say.csv", "expected,text");
    return file.lines().stream().map(line -> new Said(line.field(0), line.field(1))).toList();
  }

  @Test
  void eachTextIsOfTheKindThatAPersonWouldSay() {
    assertTrue(all().size() >= 200, "texts: " + all().size());
    List<String> wrong =
        all().stream()
            .filter(said -> !said.fits(triage.judge(said.text())))
            .map(said -> said.expected() + ": " + said.text() + " -> " + triage.judge(said.text()))
            .toList();
    assertEquals("", wrong.stream().collect(Collectors.joining("\n")));
  }

  @Test
  void dangerIsNeverAnEnquiryWhateverIsSaidBesides() {
    for (Said said : all()) {
      if (said.expected().equals("emergency")) {
        for (String around : List.of("请问，%s，电费怎么交", "Question: %s. How much is my bill?")) {
          Judgement judgement = triage.judge(String.format(around, said.text()));
          assertEquals(RequestKind.EMERGENCY, judgement.kind(), said.text());
        }
      }
    }
  }

  @Test
  void whoIsNoJudgeMayGiveAKindButNotHideDanger() {
    SubmissionCheck check =
        new SubmissionCheck(() -> triage, TestDesk.names(), () -> Instant.EPOCH);
    Submission said = TestDesk.submission("web", null, "enquiry", "高压线断了，垂在路上", null, "x", null);
    Caller partner = new Caller("p", Caller.Kind.PARTNER, Set.of(), "", Set.of("web"));
    for (Caller caller : List.of(Caller.PUBLIC, partner)) {
      Draft draft = check.check(caller, said);
      assertEquals(RequestKind.EMERGENCY, draft.kind());
      assertFalse(draft.kindSure());
    }
    assertEquals(RequestKind.ENQUIRY, check.check(TestDesk.AGENT, said).kind());
    Submission calm = TestDesk.submission("web", null, "enquiry", "没有触电", null, "x", null);
    assertEquals(RequestKind.ENQUIRY, check.check(partner, calm).kind());
  }

  @Test
  void theLongestTextIsReadInNoTime() {
    String hostile = "电线 wire 变压器 pole ".repeat(400).substring(0, SubmissionCheck.MAX_TEXT);
    triage.judge(hostile);
    long begin = System.nanoTime();
    triage.judge(hostile);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.toMillis() < 1500, took.toString());
    System.out.println("4000 hostile characters: " + took.toMillis() + " ms");
  }
}
