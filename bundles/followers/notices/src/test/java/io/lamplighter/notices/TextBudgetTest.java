package io.lamplighter.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Strangers have us write to phones that nobody has verified: a few times a day. */
@NullUnmarked
class TextBudgetTest {
  private final Street street = new Street();

  private void report(int from, int to, String phone, String place) {
    for (int i = from; i < to; i++) {
      String no = "s" + i;
      street.stranger(no, "web", phone == null ? "1390000" + (1000 + i) : phone, place);
      street.happens("request.received", no);
    }
    street.give();
  }

  @Test
  void thirtyReportsWithOnePhoneSendAFewTexts() {
    report(0, 30, "13800009999", null);
    assertEquals(3, street.carried("sms").size());
    assertEquals(27, street.withheld().stream().filter("phone-budget"::equals).count());
  }

  /** Anybody may know it. */
  @Test
  void norDoesAPhoneThatIsOnFileSendMore() {
    street.phonesAreOnFile = true;
    report(0, 30, "13800009999", "place-1");
    assertEquals(3, street.carried("sms").size());
  }

  @Test
  void onePlaceHasItsBudgetForAllPhonesAndTheDayOneForAllPlaces() {
    report(0, 10, null, "place-1");
    assertEquals(5, street.carried("sms").size());
    assertTrue(street.withheld().contains("place-budget"));
    report(10, 20, null, "place-2");
    assertEquals(8, street.carried("sms").size());
    assertTrue(street.withheld().contains("day-budget"));
    street.now = street.now.plus(Duration.ofDays(1));
    report(20, 21, null, "place-1");
    assertEquals(9, street.carried("sms").size());
  }

  @Test
  void whoIsKnownIsToldAsEver() {
    for (int i = 0; i < 12; i++) {
      street.request("k" + i, "call", "13800009999", "停电");
      street.happens("request.received", "k" + i);
    }
    street.give();
    assertEquals(12, street.carried("sms").size());
  }

  @Test
  void aPhoneThatHasTextedUsIsVerified() {
    street.request("t", "sms", "13800009999", "停电");
    street.happens("request.arrived", "t");
    street.give();
    report(0, 6, "+86 138-0000-9999", null);
    assertEquals(7, street.carried("sms").size());
  }

  @Test
  void aStrangersIdLeadsToNobodysConversation() {
    street.carrier("social");
    street.stranger("a", "app", "13800009999", "place-1");
    street.happens("request.received", "a");
    street.give();
    assertNull(street.carried("social").get(0).channelRef());
  }
}
