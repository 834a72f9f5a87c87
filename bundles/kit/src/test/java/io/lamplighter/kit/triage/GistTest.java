package io.lamplighter.kit.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What is passed over of a text. */
class GistTest {
  private static final ToDoubleFunction<Collection<String>> GREETINGS =
      parts -> parts.contains("您好") || parts.contains("谢谢") ? 0.9 : 0.1;

  @Test
  void sentencesThatSayNothingArePassedOver() {
    assertEquals("没电了.", Gist.of("您好,打扰了.没电了.谢谢", GREETINGS));
    assertEquals("没电了!几时来?", Gist.of("没电了!您好!几时来?", GREETINGS));
  }

  @Test
  void whatSaysNothingElseIsKept() {
    assertEquals("您好.谢谢!", Gist.of("您好.谢谢!", GREETINGS));
    assertEquals("您好没电了", Gist.of("您好没电了", GREETINGS), "one sentence is the wish");
    assertEquals("", Gist.of("", GREETINGS));
    assertEquals("?!", Gist.of("?!", GREETINGS));
  }

  /** A text that is all signs, or all sentences of one letter, takes no longer. */
  @Test
  void eachSentenceIsLookedAtOnce() {
    int[] looks = {0};
    Gist.of("a.".repeat(4000), parts -> looks[0]++);
    assertEquals(4000, looks[0]);
  }
}
