package io.lamplighter.kit.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.kit.data.DataFile;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One form for every way of writing, and for whatever else may come. */
class NormalFormTest {
  private final NormalForm form = NormalForm.load();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ＰＯＷＥＲ　ＯＵＴ|power out",
        "家裡停電了|家里停电了",
        "停 电 了|停电了",
        "停电了😡😡，快来⚡️|停电了,快来电",
        "屋企冇電|家里没有电",
        "阿拉屋里厢呒没电|我们家里没有电",
        "停店了|停电了",
        "isn’t it?|isnt it?",
        "PLS come!!!|please come!",
        "10,000 kWh|10000 kwh",
        "three-phase|three phase",
        "没电。。。还没来|没电.还没来",
        "  ，，停电|停电",
        "upl|upl"
      })
  void whatIsMeantTheSameIsWrittenTheSame(String written, String plain) {
    assertEquals(plain, form.of(written));
    assertEquals(plain, form.of(plain), "the form of a form is itself");
  }

  /** A flag of half a character, a mark without a letter, an unassigned sign: each has a form. */
  @Test
  void everyTextHasAForm() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      StringBuilder text = new StringBuilder();
      for (int c = random.nextInt(40); c > 0; c--) {
        text.append((char) random.nextInt(0x10000));
      }
      String plain = form.of(text.toString());
      assertTrue(plain.codePoints().allMatch(NormalFormTest::isOfTheForm), plain);
    }
    assertEquals("", form.of(""));
    assertEquals("", form.of("\u0000\u0007\uD800 \u200D"));
  }

  private static boolean isOfTheForm(int c) {
    return Character.isLetterOrDigit(c) || " ,.!?".indexOf(c) >= 0;
  }

  /** U+FDFA becomes 18 characters; whoever sends a million of them gets no more than others. */
  @Test
  void noTextIsTooLong() {
    long begin = System.nanoTime();
    String plain = form.of("\uFDFA".repeat(1_000_000));
    assertTrue(plain.length() <= NormalForm.MOST + NormalForm.GROWTH + 1, "" + plain.length());
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).toMillis() < 2000);
  }

  /** Nobody hides what he says behind signs that stand for many letters. */
  @ParameterizedTest
  @ValueSource(strings = {"\uFDFA", "\u3316", "\u2474", "\uFDFB\u247D"})
  void whatStandsBehindSignsThatGrowIsRead(String sign) {
    String plain = form.of(sign.repeat(3900 / sign.length()) + "有人触电");
    assertTrue(plain.endsWith("有人触电"), plain.substring(Math.max(0, plain.length() - 20)));
  }

  @Test
  void fewOfThemAreReadAsWhatTheyStandFor() {
    assertEquals("tel 3km", form.of("℡ 3㎞"));
    assertEquals("人民路 3#-1 A", form.script("人民路　３＃－１ Ａ"));
  }

  @Test
  void aMistakeIsNamedWithItsLine() {
    DataFile words = DataFile.parse("words.csv", "written,plain\na,b", "written,plain");
    DataFile uneven = DataFile.parse("c.csv", "characters,plain\nab,c", "characters,plain");
    assertMistake("c.csv line 2: each character needs one beside it", uneven, words);
    DataFile characters = DataFile.parse("c.csv", "characters,plain\na,c", "characters,plain");
    DataFile on = DataFile.parse("words.csv", "written,plain\nx,y\ny,z", "written,plain");
    assertMistake("words.csv line 2: 'y' would be read on as 'z'", characters, on);
  }

  private static void assertMistake(String expected, DataFile characters, DataFile words) {
    assertEquals(
        expected,
        assertThrows(DataFile.Mistake.class, () -> new NormalForm(characters, words)).getMessage());
  }
}
