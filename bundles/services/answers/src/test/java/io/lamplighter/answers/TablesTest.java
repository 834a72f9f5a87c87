package io.lamplighter.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.answers.AnswerSource;
import io.lamplighter.kit.triage.NormalForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a company may edit; a mistake is named with its line. */
class TablesTest {
  private static final NormalForm FORM = NormalForm.load();
  private static final String HEAD = "topic,says,words\n";

  private static String mistake(String line) {
    Exception mistake =
        assertThrows(
            IllegalArgumentException.class,
            () -> Topics.parse("t.csv", HEAD + "bill,yes,电费*多少\n" + line, FORM));
    return Objects.requireNonNull(mistake.getMessage());
  }

  @Test
  void aTableThatDoesNotDoWhatItSaysIsRefused() {
    for (String line :
        new String[] {
          "tariff,yes,电价",
          "bill,perhaps,电价",
          "bill,yes,*多少",
          "bill,asks,电费在哪里交",
          "bill,else,我的电费是多少"
        }) {
      assertTrue(mistake(line).startsWith("t.csv line 3: "), line);
    }
  }

  @Test
  void ownWordsTakeThePlaceOfThoseThatShip(@TempDir Path own) throws IOException {
    Files.writeString(own.resolve("words.csv"), "key,zh,en\nbill-prove,请到营业厅,Come and see us\n");
    Words words = Words.load(own);
    assertEquals("请到营业厅", words.of("bill-prove", "电费", Map.of()));
    assertFalse(words.of("bill-away", "电费", Map.of()).isEmpty());
    Files.writeString(own.resolve("words.csv"), "key,zh,en\nhello,你好,Hello\n");
    assertThrows(IllegalArgumentException.class, () -> Words.load(own));
  }

  @Test
  void whatIsLongIsShortInAText() {
    OneAnswer answer = new OneAnswer("1", "33", "sms", Instant.EPOCH);
    answer.give(new Found(AnswerSource.ARTICLE, "一段。\n\n" + "电".repeat(900)), Instant.EPOCH);
    String brief = answer.told().brief();
    assertEquals(OneAnswer.BRIEF, brief.codePointCount(0, brief.length()));
    assertTrue(brief.startsWith("一段。 电") && brief.endsWith("…"), brief);
  }
}
