package io.lamplighter.kit.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.data.DataFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Danger by rule: each phrase of the table that ships by its own examples, and the rule itself. */
class DangerTest {
  private final NormalForm form = NormalForm.load();
  private final Danger danger = Danger.load(null, form);

  private @Nullable String said(String text) {
    return danger.in(form.of(text)).words();
  }

  private static List<DataFile.Line> shipped() {
    return DataFile.load(null, Danger.class, "danger.csv", PhraseTable.COLUMNS).lines();
  }

  /**
   * Under a danger a yes is danger and a no is none; under what is harmless it is the other way.
   */
  @TestFactory
  List<DynamicTest> eachExampleSaysWhatItsPhraseSays() {
    List<DynamicTest> tests = new ArrayList<>();
    boolean harmless = false;
    for (DataFile.Line line : shipped()) {
      String says = line.field(0);
      if (!says.equals("yes") && !says.equals("no")) {
        harmless = says.equals("harmless");
        continue;
      }
      boolean expected = says.equals("yes") != harmless;
      tests.add(
          DynamicTest.dynamicTest(
              line.number() + " " + line.field(1),
              () -> assertEquals(expected, said(line.field(1)) != null)));
    }
    return tests;
  }

  /** A phrase that is taken out is missed by an example, so none stands there for nothing. */
  @Test
  void eachPhraseHasAnExampleOfBoth() {
    List<DataFile.Line> lines = shipped();
    for (int i = 0; i < lines.size(); i++) {
      if (List.of("danger", "harmless").contains(lines.get(i).field(0))) {
        List<String> below = new ArrayList<>();
        for (int j = i + 1; j < lines.size() && isExample(lines.get(j)); j++) {
          below.add(lines.get(j).field(0));
        }
        assertTrue(below.containsAll(List.of("yes", "no")), lines.get(i).toString());
      }
    }
  }

  private static boolean isExample(DataFile.Line line) {
    return List.of("yes", "no").contains(line.field(0));
  }

  @ParameterizedTest
  @CsvSource({
    "'says,words\ndanger,(电线', danger.csv line 2: '(电线' is no phrase",
    "'says,words\ndanger,(a|b*c)', danger.csv line 2: '(a|b*c)' is no phrase",
    "'says,words\ndanger,着火|冒烟', danger.csv line 2: '着火|冒烟' is no phrase",
    "'says,words\ndanger,*冒烟', danger.csv line 2: '*冒烟' is no phrase",
    "'says,words\ndanger,a*b*c*d*e', danger.csv line 2: 'a*b*c*d*e' is no phrase",
    "'says,words\ndanger,(没有|)', danger.csv line 2: '(没有|)' is no phrase",
    "'says,words\nyes,电线断了', danger.csv line 2: an example stands below its phrase",
    "'says,words\nperhaps,电线断了', danger.csv line 2: 'perhaps' is none of",
    "'says,words\ndanger,着火\nyes,冒烟了', danger.csv line 3: '着火' is not in it",
    "'says,words\ndanger,着火\nno,着火了', danger.csv line 3: speaks of danger: 着火",
    "'says,words\ndanger,着火\nharmless,没着火\nno,没着火', danger.csv line 4: speaks of no danger"
  })
  void aMistakeIsNamedWithItsLine(String text, String expected) {
    DataFile file = DataFile.parse("danger.csv", text, PhraseTable.COLUMNS);
    String mistake =
        String.valueOf(
            assertThrows(DataFile.Mistake.class, () -> new Danger(file, form)).getMessage());
    assertTrue(mistake.startsWith(expected), mistake);
  }

  @Test
  void whatIsFoundIsTheTablesWordsAlone() {
    assertEquals("电线 … 掉在", said("电线从老王家屋顶掉在路上"));
  }

  @Test
  void whatDisarmsOneDangerDoesNotDisarmTheNext() {
    assertNull(said("没有冒烟"));
    assertTrue(danger.in(form.of("没有冒烟")).disarmed());
    assertFalse(danger.in(form.of("停电了")).disarmed());
    assertNotNull(said("没有冒烟，但是触电了"));
    assertNotNull(said("没有触电。".repeat(51) + "有人触电"), "however often it was denied");
  }

  @Test
  void theLongestTextIsReadInNoTime() {
    String hostile = form.of("电线 wire 变压器 pole 没有 ".repeat(400));
    danger.in(hostile);
    long begin = System.nanoTime();
    danger.in(hostile);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertTrue(took.toMillis() < 1500, took.toString());
  }
}
