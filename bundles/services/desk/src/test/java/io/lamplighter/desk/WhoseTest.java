package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.kit.personal.Keys;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Whoever names another's number, phone or address is not taken for him. */
@NullUnmarked
class WhoseTest {
  private static final String VICTIM = "3306010000017";
  private static final String ELSEWHERE = "绍兴市越城区天下小区3幢1单元401室";
  private static final Caller STRANGER =
      new Caller("", Caller.Kind.PUBLIC, Set.of(), "33", Set.of("web", "app")).at("203.0.113.7");
  private static final Caller PARTNER =
      new Caller("acme", Caller.Kind.PARTNER, Set.of(Role.AGENT), "", Set.of("web"));

  private final TestDesk test = new TestDesk();

  private Receipt submit(
      Caller caller, String kind, String text, String customerNo, String phone, String address) {
    return test.desk.submit(
        caller,
        new Submission(
            "web",
            null,
            kind,
            text,
            customerNo,
            phone == null ? null : new Submission.Contact("王先生", phone),
            address,
            null,
            "330602",
            null,
            null));
  }

  private void customer(String number, String filedUnder, String by, boolean important) {
    test.customers.put(
        filedUnder, new Match(number, by, "330602", important, "cell-7", "T7", ELSEWHERE));
  }

  private Request get(Receipt receipt) {
    return test.desk.get(TestDesk.AGENT, receipt.requestNo());
  }

  private Receipt complaint(Caller caller, String text, String customerNo, String phone) {
    return submit(caller, "complaint", text, customerNo, phone, null);
  }

  /** By number and phone on file, and by words, of somebody without a login; and by words alone. */
  @Test
  void aComplaintIsNotMergedByWhatAnybodyCouldHaveWritten() {
    customer(VICTIM, VICTIM, "number", false);
    customer(VICTIM, Keys.phone("13800000001"), "phone", false);
    String first = complaint(PARTNER, "我要投诉", VICTIM, "13800000001").requestNo();

    assertNull(complaint(STRANGER, "我要投诉", VICTIM, "13900000009").mergedInto());
    assertNull(complaint(STRANGER, "我要投诉", null, "13800000001").mergedInto());
    String words = "我要投诉，户号" + VICTIM;
    assertNull(complaint(STRANGER, words, null, "13900000009").mergedInto());
    assertNull(complaint(PARTNER, words, null, "13900000009").mergedInto());

    assertEquals(first, complaint(PARTNER, "我要投诉", VICTIM, "13900000009").mergedInto());
    assertEquals(first, complaint(PARTNER, "我要投诉", null, "13800000001").mergedInto());
  }

  @Test
  void norIsTheCustomersOwnUnderWhatAnybodyWroteBefore() {
    customer(VICTIM, VICTIM, "number", false);
    complaint(STRANGER, "我要投诉", VICTIM, "13900000009");
    complaint(PARTNER, "我要投诉，户号" + VICTIM, null, "13900000009");
    Receipt own = complaint(PARTNER, "我要投诉", VICTIM, "13800000001");
    assertNull(own.mergedInto());
    assertEquals(own.requestNo(), complaint(PARTNER, "我要投诉", VICTIM, "13800000001").mergedInto());
  }

  @Test
  void norByAnAddressThatAStrangerTyped() {
    String first = submit(PARTNER, "complaint", "我要投诉", null, "13800000001", ELSEWHERE).requestNo();
    assertNull(submit(STRANGER, "complaint", "我要投诉", null, "13900000009", ELSEWHERE).mergedInto());
    assertNull(complaint(PARTNER, ELSEWHERE + "，我要投诉", null, "13900000009").mergedInto());
    assertEquals(
        first, submit(PARTNER, "complaint", "我要投诉", null, "13900000009", ELSEWHERE).mergedInto());
  }

  @Test
  void whatNeighboursShareIsMergedHoweverTheNumberCame() {
    customer(VICTIM, VICTIM, "number", true);
    Receipt first = submit(PARTNER, "fault-repair", "停电", VICTIM, "13800000001", null);
    assertEquals(
        first.requestNo(),
        submit(STRANGER, "fault-repair", "停电", VICTIM, "13900000009", null).mergedInto());
    assertEquals(8, get(first).priority());
  }

  /** Else whoever names a hospital's number goes before every fault. */
  @Test
  void nobodyIsImportantByWhatHeNames() {
    customer("h1", VICTIM, "number", true);
    Receipt typed = submit(STRANGER, "enquiry", "电费多少", VICTIM, "13900000009", null);
    Receipt named = submit(PARTNER, "enquiry", "电费多少，户号" + VICTIM, null, "13900000009", null);
    Receipt given = submit(PARTNER, "enquiry", "电费多少", VICTIM, "13900000009", null);
    assertEquals("h1", get(typed).customerNo(), "people see whom he means");
    assertEquals(
        List.of(2, 2, 8),
        List.of(get(typed).priority(), get(named).priority(), get(given).priority()));
  }

  @Test
  void aPhoneOnFileGoesBeforeANumberInWords() {
    customer("c1", VICTIM, "number", false);
    customer("c2", Keys.phone("13800000002"), "phone", false);
    Receipt words = submit(PARTNER, "enquiry", "户号" + VICTIM + "，电费多少", null, "13800000002", null);
    Receipt given = submit(PARTNER, "enquiry", "电费多少", VICTIM, "13800000002", null);
    assertEquals("c2", get(words).customerNo());
    assertEquals("c1", get(given).customerNo());
  }

  @Test
  void whoBecomesKnownLaterIsNoMoreImportant() {
    Receipt typed = submit(STRANGER, "enquiry", "电费多少", VICTIM, "13900000009", null);
    Receipt words = submit(PARTNER, "enquiry", "电费多少，户号" + VICTIM, null, "13800000002", null);
    Receipt named = submit(PARTNER, "enquiry", "电费多少，户号" + VICTIM, null, "13900000009", null);
    Receipt given = submit(PARTNER, "enquiry", "电费多少", VICTIM, "13900000009", null);
    customer("h1", VICTIM, "number", true);
    customer("c2", Keys.phone("13800000002"), "phone", false);
    test.clues.add(new Clue("h1", null, null, "330602"));
    LateMatching matching = new LateMatching(test.work, () -> false, () -> {});
    test.work.run(transaction -> matching.handle(transaction, test.journal.entries()));
    test.lateMatcher().round();
    assertEquals("h1", get(typed).customerNo());
    assertEquals("c2", get(words).customerNo());
    assertEquals(
        List.of(2, 2, 8),
        List.of(get(typed).priority(), get(named).priority(), get(given).priority()));
  }
}
