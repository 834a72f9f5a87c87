package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestTexts;
import io.lamplighter.api.desk.RequestTexts.Said;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What parts of the platform that learn are given of texts, and nobody else is. */
@NullUnmarked
class TextsTest {
  private static final Caller LEARNING = Caller.system("learning");

  private final TestDesk test = new TestDesk();

  private String submitted(String ref, String text, String phone, String address) {
    return submitted(TestDesk.AGENT, ref, text, phone, address);
  }

  private String submitted(Caller caller, String ref, String text, String phone, String address) {
    Submission.Contact contact = phone == null ? null : new Submission.Contact("王先生", phone);
    return test.desk
        .submit(
            caller,
            new Submission(
                "web", ref, "enquiry", text, null, contact, address, null, "330602", null, null))
        .requestNo();
  }

  @Test
  void whoWroteIsTheSameForTheSamePhoneAndCannotBeFound() {
    String a = submitted("t-1", "电费多少", "13800000001", "甲路1号");
    String b = submitted("t-2", "停电了", "+86 138 0000 0001", "乙路2号");
    String c = submitted("t-3", "停电了", "13800000002", "丙路3号");
    String d = submitted("t-4", "路灯不亮", null, "丁路4号");
    Map<String, Said> said = new TreeMap<>();
    test.desk
        .texts(LEARNING, List.of(a, b, c, d, "26112200000019"))
        .forEach(one -> said.put(one.requestNo(), one));
    assertEquals(4, said.size());
    assertEquals("电费多少", said.get(a).text());
    assertEquals(said.get(a).who(), said.get(b).who());
    assertNotEquals(said.get(a).who(), said.get(c).who());
    assertEquals(null, said.get(d).who());
    assertFalse(said.get(a).who().contains("1380"));
  }

  @Test
  void aStrangerIsOneWhateverPhonesHeWrites() {
    String a = submitted(Caller.PUBLIC, "t-6", "电费多少", "13800000006", "甲路1号");
    String b = submitted(Caller.PUBLIC, "t-7", "停电了", "13800000007", "乙路2号");
    List<Said> said = test.desk.texts(LEARNING, List.of(a, b));
    assertEquals(said.get(0).who(), said.get(1).who());
    assertNotEquals(null, said.get(0).who());
  }

  @Test
  void nobodyElseIsGivenThem() {
    String no = submitted("t-5", "电费多少", "13800000001", "甲路1号");
    for (Caller caller : List.of(TestDesk.AGENT, Caller.PUBLIC)) {
      assertThrows(Refusal.Forbidden.class, () -> test.desk.texts(caller, List.of(no)));
    }
    List<String> many = Collections.nCopies(RequestTexts.MOST + 1, no);
    assertThrows(Refusal.Invalid.class, () -> test.desk.texts(LEARNING, many));
  }
}
