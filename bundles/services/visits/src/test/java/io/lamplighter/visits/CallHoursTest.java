package io.lamplighter.visits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Customers are called at different parts of the day. */
@NullUnmarked
class CallHoursTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private final CallHours hours = CallHours.of("09:00-12:00,14:00-18:00,18:00-20:30");

  private static Instant at(String time) {
    return LocalDateTime.parse(time).atZone(ZONE).toInstant();
  }

  @Test
  void whileAPartIsOpenThatWasNotTriedItIsNow() {
    Instant now = at("2026-11-30T10:00");
    assertEquals(now, hours.next(now, ZONE, List.of()));
    assertEquals(now, hours.next(now, ZONE, List.of(1, 2)));
  }

  @Test
  void whatWasTriedIsPassedOver() {
    assertEquals(at("2026-11-30T14:00"), hours.next(at("2026-11-30T10:00"), ZONE, List.of(0)));
    assertEquals(at("2026-11-30T18:00"), hours.next(at("2026-11-30T15:00"), ZONE, List.of(0, 1)));
    assertEquals(at("2026-12-01T09:00"), hours.next(at("2026-11-30T19:00"), ZONE, List.of(1, 2)));
  }

  @Test
  void atNightItIsTheNextMorning() {
    assertEquals(at("2026-12-01T09:00"), hours.next(at("2026-11-30T20:30"), ZONE, List.of()));
    assertEquals(at("2026-12-01T09:00"), hours.next(at("2026-12-01T03:00"), ZONE, List.of(2)));
  }

  @Test
  void thePartThatIsOpenIsTheNextDaysWhenItWasTheOnlyOneLeft() {
    assertEquals(at("2026-12-01T14:00"), hours.next(at("2026-11-30T18:00"), ZONE, List.of(0, 2)));
  }

  @Test
  void anEndIsNotOfThePart() {
    assertEquals(0, hours.at(at("2026-11-30T11:59:59"), ZONE));
    assertEquals(CallHours.NONE, hours.at(at("2026-11-30T12:00"), ZONE));
    assertEquals(2, hours.at(at("2026-11-30T18:00"), ZONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9-12",
        "12:00-09:00",
        "09:00-12:00,11:00-13:00",
        "09:00-12:00-13:00",
        "09:00-12:00,14:00-18:00"
      })
  void whatIsNoPartOfADayIsNamed(String written) {
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> CallHours.of(written));
    assertTrue(wrong.getMessage().startsWith("callHours: "), wrong.getMessage());
  }
}
