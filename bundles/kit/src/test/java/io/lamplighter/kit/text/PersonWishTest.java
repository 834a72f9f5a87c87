package io.lamplighter.kit.text;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who wants a person says nothing else; who says more has something to say. */
class PersonWishTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "人工",
        "转人工",
        "轉人工！",
        "请转人工服务",
        "我要人工客服",
        "０",
        " 0 ",
        "“人工”",
        "人 工",
        "回复人工",
        "PERSON",
        "person",
        "Talk to a person, please",
        "human",
        "Agent."
      })
  void wantsAPerson(String text) {
    assertTrue(PersonWish.is(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "00",
        "10",
        "人工费多少",
        "人工湖边停电了",
        "不要人工",
        "转人工，家里冒烟了",
        "personal data",
        "a person was hurt",
        "person person",
        "1"
      })
  void saysMore(String text) {
    assertFalse(PersonWish.is(text));
  }
}
