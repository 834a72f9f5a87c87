package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read in Accept-Language is nobody's wish, and no error of ours. */
class LanguagesTest {
  @Test
  void whatBrowsersAndPhonesWriteStays() {
    assertEquals(
        List.of("zh-Hans-CN;q=1", "en-CN;q=0.9", "zh", "*;q=0.5"),
        Languages.readable(List.of("zh-Hans-CN;q=1, en-CN;q=0.9", "zh,*;q=0.5")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ";", ",", "-", "en-", "-en", "en;q=", "en;q= ", "; q=1", "en;q=x"})
  void anythingElseIsLeftOut(String line) {
    assertEquals(List.of(), Languages.readable(List.of(line)));
  }

  @Test
  void howeverLongItIsItIsReadAtOneDepth() {
    assertEquals(List.of(), Languages.readable(List.of("en-" + "a-".repeat(100_000))));
  }
}
