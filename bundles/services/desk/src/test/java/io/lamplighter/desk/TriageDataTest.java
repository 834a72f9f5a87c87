package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.data.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables that a company may edit, and what is told from them. */
class TriageDataTest {
  private final KindRules rules = KindRules.load(null);

  @ParameterizedTest
  @CsvSource({
    "整个单元停电了, FAULT-REPAIR, 停电",
    "Our street has NO POWER, FAULT-REPAIR, no power",
    "电线着火了快来，已经停电, EMERGENCY, 着火",
    "我要投诉，停电三次没人管, COMPLAINT, 投诉",
    "举报有人偷电, REPORT, 举报",
    "请问电费多少, ENQUIRY, 电费多少",
    "我想申请充电桩新装, SERVICE, 新装",
    "建议多设网点, OPINION, 建议",
    "ＰＯＷＥＲ　ＯＵＴＡＧＥ here, FAULT-REPAIR, power outage",
    "你好, FAULT-REPAIR, no-phrase"
  })
  void theKindIsToldFromTheText(String text, String kind, String reason) {
    KindRules.Decision decision = rules.decide(text);
    assertEquals(kind, decision.kind().name().replace('_', '-'));
    assertEquals(reason, decision.reason());
  }

  /** Four thousand characters may be a thousand phrases, and each is held against all others. */
  @Test
  void whatIsSaidManyTimesIsToldAsWhatIsSaidOnce() {
    KindRules.Decision once = rules.decide("停电通知，停电，投诉。");
    KindRules.Decision often = rules.decide("停电通知，停电，投诉。".repeat(360));
    assertEquals(once, often);
  }

  @ParameterizedTest
  @CsvSource({
    "'kind,weight,phrase\n\n# c\ngossip,1,x', line 4: there is no kind 'gossip'",
    "'kind,weight,phrase\nenquiry,x,y', line 2: 'x' is not a number",
    "'kind,weight,phrase\nenquiry,1', line 2: needs kind",
    "'weight,kind', line 1: the first line must be"
  })
  void aMistakeIsNamedWithItsLine(String text, String expected) {
    IllegalArgumentException mistake =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new KindRules(
                    DataFile.parse("kinds.csv", text, KindRules.COLUMNS), PlainWords.load(null)));
    assertTrue(
        String.valueOf(mistake.getMessage()).startsWith("kinds.csv " + expected),
        mistake.getMessage());
  }

  @Test
  void aCompanysOwnFileTakesThePlaceOfTheShippedOne(@TempDir Path own) throws IOException {
    Files.writeString(own.resolve("kinds.csv"), "kind,weight,phrase\nopinion,1,停电\n");
    KindRules rulesOfOwn = KindRules.load(own);
    assertEquals("OPINION", rulesOfOwn.decide("停电").kind().name());
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
