package io.lamplighter.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tells who asks is gone; what he asks stays. */
class MaskingTest {
  @Test
  void numbersNamesAndPlacesAreHidden() {
    Map<String, String> texts =
        Map.of(
            "户号 3300 0567 89 电费怎么交", "户号 *** 电费怎么交",
            "138-1234-5678 打不通", "*** 打不通",
            "１３８１２３４５６７８ 打不通", "*** 打不通",
            "幺三八幺二三四五六七八", "***",
            "发到 a.b@example.com 可以吗", "发到 *** 可以吗",
            "我叫张三，怎么过户", "我叫***，怎么过户",
            "My name is John Smith, how do I pay", "My name is ***, how do I pay",
            "线路短路怎么办", "线路短路怎么办",
            "农村电价多少", "农村电价多少",
            "220伏 10千伏 95598", "220伏 10千伏 ***");
    texts.forEach((text, masked) -> assertEquals(masked, Masking.of(text), text));
  }

  @Test
  void whoIsSpokenOfIsHiddenToo() {
    Map<String, String> texts =
        Map.of(
            "我邻居是张三丰家怎么用电", "我邻居是***家怎么用电",
            "李四偷电怎么办", "***偷电怎么办",
            "王小明欠费了怎么交", "***欠费了怎么交",
            "陈建国的电表在哪", "***的电表在哪",
            "大家欠费怎么交", "大家欠费怎么交",
            "公司偷电怎么罚", "公司偷电怎么罚",
            "金额欠了多少", "金额欠了多少");
    texts.forEach((text, masked) -> assertEquals(masked, Masking.of(text), text));
  }

  @Test
  void muchIsCutAndNothingBreaks() {
    assertTrue(Masking.of("电".repeat(5000)).length() <= Masking.MOST);
    assertTrue(Masking.of("😀".repeat(5000)).length() <= Masking.MOST);
    assertEquals("", Masking.of(" \0\n "));
    String slow = "1 ".repeat(2000) + "a1".repeat(400);
    assertTrue(Masking.of(slow).length() <= Masking.MOST);
  }
}
