package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReckoningTest {
  private final Reckoning reckoning = new Reckoning(Calendars.load(null, Years.NONE));

  @Test
  void minutesAndHoursElapseDayAndNight() {
    assertDue("2026-11-23T09:42+08:00", ask("2026-11-23T09:12+08:00", 30, Unit.MINUTES, "CN"));
    assertDue("2026-10-02T23:30+08:00", ask("2026-10-01T23:30+08:00", 24, Unit.HOURS, "CN"));
  }

  @Test
  void whatIsPausedBeforeDueIsAddedOnce() {
    assertDue(
        "2026-11-23T10:02+08:00",
        ask(
            "2026-11-23T09:12+08:00",
            30,
            Unit.MINUTES,
            "CN",
            "2026-11-23T09:20+08:00/2026-11-23T09:30+08:00",
            "2026-11-23T09:25+08:00/2026-11-23T09:35+08:00",
            "2026-11-23T09:35+08:00/2026-11-23T09:40+08:00"));
    assertDue(
        "2026-11-23T09:42+08:00",
        ask(
            "2026-11-23T09:12+08:00",
            30,
            Unit.MINUTES,
            "CN",
            "2026-11-23T08:00+08:00/2026-11-23T09:00+08:00",
            "2026-11-23T09:42+08:00/2026-11-23T10:00+08:00",
            "2026-11-23T11:00+08:00/"));
  }

  @Test
  void whileItIsPausedItIsNotDue() {
    Answer answer =
        reckoning.of(
            ask("2026-11-23T09:12+08:00", 5, Unit.WORKDAYS, "CN", "2026-11-24T09:00+08:00/"));

    assertTrue(answer.paused());
    assertNull(answer.due());
    assertEquals("23 start, 24 paused", days(answer));
  }

  @Test
  void aWorkdayIsOverAtItsEndAndTheStartIsNone() {
    Answer answer = reckoning.of(ask("2026-09-18T09:00+08:00", 5, Unit.WORKDAYS, "CN"));

    assertEquals(OffsetDateTime.parse("2026-09-25T00:00+08:00"), answer.due());
    assertEquals(
        "18 start, 19 weekend, 20 make-up +, 21 workday +, 22 workday +, 23 workday +, 24 workday +",
        days(answer));
    assertDue("2026-09-24T17:30+08:00", ask("2026-09-18T18:00+08:00", 5, Unit.WORKDAYS, "CN-1730"));
  }

  @Test
  void aDayCountsThatEndsWithTheClockRunning() {
    String evening = "2026-11-24T23:59+08:00/2026-11-25T00:01+08:00";
    String day = "2026-11-24T00:00+08:00/2026-11-25T00:00+08:00";
    String next = "2026-11-25T00:00+08:00/2026-11-26T00:00+08:00";

    assertDue(
        "2026-11-26T00:00+08:00", ask("2026-11-23T09:00+08:00", 1, Unit.WORKDAYS, "CN", evening));
    assertDue("2026-11-26T00:00+08:00", ask("2026-11-23T09:00+08:00", 1, Unit.WORKDAYS, "CN", day));
    assertDue(
        "2026-11-25T00:00+08:00", ask("2026-11-23T09:00+08:00", 1, Unit.WORKDAYS, "CN", next));
  }

  @Test
  void aLastCalendarDayThatIsOffGivesWayToTheFirstThatIsWorked() {
    Answer answer = reckoning.of(ask("2025-12-31T09:00+08:00", 2, Unit.CALENDAR_DAYS, "CN"));

    assertEquals(OffsetDateTime.parse("2026-01-05T00:00+08:00"), answer.due());
    assertEquals("31 start, 1 calendar-day +, 2 calendar-day +, 3 holiday, 4 moved", days(answer));
    assertDue("2026-02-15T00:00+08:00", ask("2026-02-13T09:00+08:00", 1, Unit.CALENDAR_DAYS, "CN"));
    assertDue(
        "2026-01-03T00:00+08:00", ask("2025-12-31T09:00+08:00", 2, Unit.CALENDAR_DAYS, "24x7"));
  }

  @Test
  void hoursOfWorkAreUsedUpAtNoon() {
    assertDue(
        "2026-11-23T12:00+08:00", ask("2026-11-23T09:00+08:00", 3, Unit.WORKTIME_HOURS, "CN"));
    assertDue(
        "2026-11-24T09:30+08:00", ask("2026-11-23T12:30+08:00", 5, Unit.WORKTIME_HOURS, "CN"));
  }

  @Test
  void noticeIsGivenBefore() {
    assertDue("2026-11-22T09:00+08:00", ask("2026-11-23T09:00+08:00", -24, Unit.HOURS, "CN"));
    assertDue(
        "2026-11-16T09:00+08:00", ask("2026-11-23T09:00+08:00", -7, Unit.CALENDAR_DAYS, "CN"));
  }

  @Test
  void daysAfterTheNoticeAreProvisionalAndAMissingYearIsRefused() {
    Answer firm = reckoning.of(ask("2026-12-24T09:00+08:00", 1, Unit.WORKDAYS, "CN"));
    Answer open = reckoning.of(ask("2026-12-24T09:00+08:00", 2, Unit.WORKDAYS, "CN"));
    Refusal.Invalid missing =
        assertThrows(
            Refusal.Invalid.class,
            () -> reckoning.of(ask("2026-12-30T09:00+08:00", 2, Unit.WORKDAYS, "CN")));

    assertFalse(firm.provisional());
    assertTrue(open.provisional());
    assertEquals("clocks.calendar-year-missing", missing.code());
    assertEquals(2027, missing.details().get("year"));
  }

  @Test
  void whatCannotBeAskedIsNamed() {
    assertEquals("clocks.amount", code(ask("2026-11-23T09:00+08:00", 0, Unit.HOURS, "CN")));
    assertEquals("clocks.amount", code(ask("2026-11-23T09:00+08:00", -1, Unit.WORKDAYS, "CN")));
    assertEquals(
        "clocks.amount", code(ask("2026-11-23T09:00+08:00", Integer.MAX_VALUE, Unit.HOURS, "CN")));
    assertEquals("clocks.amount", code(ask("9999-12-31T09:00+08:00", 24, Unit.HOURS, "CN")));
    assertEquals(
        "clocks.pause-reversed",
        code(
            ask(
                "2026-11-23T09:00+08:00",
                1,
                Unit.HOURS,
                "CN",
                "2026-11-23T10:00+08:00/2026-11-23T09:00+08:00")));
    assertEquals(
        "clocks.calendar-unknown", code(ask("2026-11-23T09:00+08:00", 1, Unit.HOURS, "X")));
  }

  @Test
  void aRuleMayReadItOtherwise() {
    Question noon = ask("2026-11-23T09:00+08:00", 3, Unit.WORKTIME_HOURS, "CN");
    Question newYear = ask("2025-12-31T09:00+08:00", 2, Unit.CALENDAR_DAYS, "CN");
    Question sunday = ask("2026-11-29T09:00+08:00", -7, Unit.CALENDAR_DAYS, "CN");
    Question evening =
        ask(
            "2026-11-23T09:00+08:00",
            1,
            Unit.WORKDAYS,
            "CN",
            "2026-11-24T20:00+08:00/2026-11-25T08:00+08:00");

    assertDue("2026-11-23T13:30+08:00", noon, Reading.NEXT_SEGMENT);
    assertDue("2026-01-06T00:00+08:00", newYear, Reading.NOT_TO_MAKE_UP);
    assertDue("2026-11-20T09:00+08:00", sunday, Reading.NOTICE_MOVED);
    assertDue("2026-11-25T00:00+08:00", evening, Reading.RUN_AT_ALL);
  }

  private String code(Question question) {
    return assertThrows(Refusal.Invalid.class, () -> reckoning.of(question)).code();
  }

  private void assertDue(String due, Question question, Reading... readings) {
    assertEquals(OffsetDateTime.parse(due), reckoning.of(question, Set.of(readings)).due());
  }

  private static String days(Answer answer) {
    return answer.days().stream()
        .map(day -> day.day().getDayOfMonth() + " " + day.why() + (day.counts() ? " +" : ""))
        .collect(Collectors.joining(", "));
  }

  /**
   * @param pauses as {@code from/to}; one without its end is open
   */
  static Question ask(String start, int amount, Unit unit, String calendar, String... pauses) {
    List<Pause> all = new ArrayList<>();
    for (String pause : pauses) {
      int slash = pause.indexOf('/');
      String to = pause.substring(slash + 1);
      all.add(new Pause(at(pause.substring(0, slash)), to.isEmpty() ? null : at(to)));
    }
    return new Question(at(start), amount, unit, ZoneId.of("Asia/Shanghai"), calendar, all);
  }

  private static Instant at(String time) {
    return OffsetDateTime.parse(time).toInstant();
  }
}
