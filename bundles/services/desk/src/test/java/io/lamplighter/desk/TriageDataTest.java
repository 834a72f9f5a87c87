package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.Judgement;
import io.lamplighter.kit.triage.KindModel;
import io.lamplighter.kit.triage.Triage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told from a text with the tables that ship, and those that a company may put there. */
class TriageDataTest {
  private final Triage triage = TestDesk.TRIAGE;

  @ParameterizedTest
  @CsvSource({
    "整个单元停电了, FAULT-REPAIR",
    "Our street has NO POWER, FAULT-REPAIR",
    "电线着火了快来，已经停电, EMERGENCY",
    "我要投诉，停电三次没人管, COMPLAINT",
    "举报有人偷电, REPORT",
    "请问电费多少, ENQUIRY",
    "我想申请充电桩新装, SERVICE",
    "建议多设网点, OPINION",
    "ＰＯＷＥＲ　ＯＵＴＡＧＥ here, FAULT-REPAIR"
  })
  void theKindIsToldFromTheText(String text, String kind) {
    Judgement judgement = triage.judge(text);
    assertEquals(kind, judgement.kind().name().replace('_', '-'));
    assertNotEquals("", judgement.reason());
  }

  @Test
  void whatNobodyUnderstandsIsLeftToAPerson() {
    Judgement judgement = triage.judge("ѪѪѪ");
    assertEquals(RequestKind.FAULT_REPAIR, judgement.kind());
    assertEquals("no-phrase", judgement.reason());
    assertFalse(judgement.sure());
  }

  /** Of what people wrote nothing gets into the journal but what tables and model know. */
  @Test
  void aReasonTellsNothingPersonal() {
    Judgement fault = triage.judge("我叫欧阳靖雯，13900001234，翡翠湾7幢停电了，密码xk9qzt");
    for (String personal : Set.of("欧阳", "靖雯", "1390", "翡翠", "xk9")) {
      assertFalse(fault.reason().contains(personal), fault.reason());
    }
    Judgement danger = triage.judge("变压器靠欧阳靖雯家那边冒火花");
    assertFalse(danger.reason().contains("欧阳"), danger.reason());
    assertTrue(danger.reason().contains("冒火"), danger.reason());
  }

  /** However much else is said before, and however unsure that makes the model. */
  @Test
  void dangerByRuleIsDangerAtTheEndOfALongText() {
    String much = "请问阶梯电价怎么算，峰谷电价几点到几点，电费怎么交，发票在哪里开，";
    for (String danger : List.of("对了我家插座漏电麻手", "楼下的变压器现在着火了")) {
      Judgement said = triage.judge(much.repeat(5) + danger);
      assertEquals(RequestKind.EMERGENCY, said.kind());
      assertNotNull(said.danger(), danger);
    }
    assertNull(triage.judge(much).danger());
  }

  /** What is unsure has the priority of the gravest kind that it may be. */
  @Test
  void peopleSeeTheGravestFirst() {
    Treatments treatments = Treatments.load(null);
    Judgement unsure =
        new Judgement(
            RequestKind.ENQUIRY,
            "x",
            false,
            0.5,
            Set.of(RequestKind.ENQUIRY, RequestKind.COMPLAINT),
            null,
            null);
    assertEquals(6, treatments.priority(unsure, false));
    assertEquals(8, treatments.priority(unsure, true));
    Judgement sure =
        new Judgement(
            RequestKind.ENQUIRY, "x", true, 0.9, Set.of(RequestKind.COMPLAINT), null, null);
    assertEquals(2, treatments.priority(sure, false));
  }

  /** Four thousand characters may be a thousand phrases, and each is held against all others. */
  @Test
  void whatIsSaidManyTimesIsToldAsWhatIsSaidOnce() {
    Judgement once = triage.judge("停电通知，停电，投诉。");
    Judgement often = triage.judge("停电通知，停电，投诉。".repeat(360));
    assertEquals(once, often);
  }

  @Test
  void aCompanysOwnFilesTakeThePlaceOfTheShippedOnes(@TempDir Path own) throws IOException {
    Files.writeString(own.resolve("danger.csv"), "says,words\ndanger,停电\n");
    assertEquals(RequestKind.EMERGENCY, own(own).judge("停电").kind());
    Files.writeString(own.resolve("danger.csv"), "says,words\ndanger,(电线\n");
    assertTrue(refusal(own).contains("danger.csv line 2"), refusal(own));
    Files.delete(own.resolve("danger.csv"));
    String settings = "1000,1000,1000,1000,1000,1000,1000,0,=from\n0,0,0,0,0,0,0,0,=sure\n";
    String opinion = "0,0,0,0,9000,0,0,0,=prior\n0,0,0,0,1,0,0,0,停电\n";
    Files.writeString(own.resolve("kinds.model"), KindModel.COLUMNS + "\n" + settings + opinion);
    assertEquals(RequestKind.OPINION, own(own).judge("停电").kind());
    Files.writeString(own.resolve("kinds.model"), KindModel.COLUMNS + "\n" + settings + "x,y\n");
    assertTrue(refusal(own).contains("kinds.model line 4"), refusal(own));
  }

  private static Triage own(Path folder) {
    return Triage.load(folder, DeskService.class, Kinds.SHIPPED);
  }

  private static String refusal(Path folder) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> own(folder)).getMessage());
  }

  @Test
  void aSlipInARequestNumberIsTold() {
    RequestNumbers numbers = new RequestNumbers(ZoneId.of("Asia/Shanghai"));
    String number = numbers.number(Instant.parse("2026-11-21T16:00:00Z"), 42);
    assertTrue(number.startsWith("2611220000042"), number);
    assertTrue(RequestNumbers.plausible(number));
    for (int i = 0; i < number.length(); i++) {
      char wrong = (char) ('0' + (number.charAt(i) - '0' + 1) % 10);
      String slip = number.substring(0, i) + wrong + number.substring(i + 1);
      assertFalse(RequestNumbers.plausible(slip), slip);
    }
  }
}
