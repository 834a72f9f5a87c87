package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Question;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says when a limit is due (Civil Code, articles 201 and 203); keeps nothing. */
final class Reckoning {
  private final Calendars calendars;

  Reckoning(Calendars calendars) {
    this.calendars = calendars;
  }

  /**
   * @throws io.lamplighter.api.Refusal.Invalid as {@link io.lamplighter.api.clocks.Clocks#compute}
   *     says
   */
  Answer of(Question question) {
    return of(question, EnumSet.noneOf(Reading.class));
  }

  /** As a rule with readings of its own counts. */
  Answer of(Question question, Set<Reading> readings) {
    WorkCalendar calendar = calendars.get(question.calendar());
    Asked.check(question);
    try {
      return answer(question, calendar, readings);
    } catch (DateTimeException | ArithmeticException e) {
      throw beyond();
    }
  }

  private static Answer answer(Question question, WorkCalendar calendar, Set<Reading> readings) {
    if (question.amount() < 0) {
      return notice(question, calendar, readings);
    }
    Pauses pauses = Pauses.of(question.start(), question.pauses());
    return switch (question.unit()) {
      case MINUTES -> elapsed(question, pauses, Duration.ofMinutes(question.amount()));
      case HOURS -> elapsed(question, pauses, Duration.ofHours(question.amount()));
      case WORKTIME_HOURS -> new WorktimeCount(question, calendar, pauses, readings).answer();
      case WORKDAYS, CALENDAR_DAYS -> new DayCount(question, calendar, pauses, readings).answer();
    };
  }

  private static Answer elapsed(Question question, Pauses pauses, Duration amount) {
    return answer(question, pauses.after(question.start(), amount), false, List.of());
  }

  /** Notice before: nothing that pauses a clock holds up what has to be said beforehand. */
  private static Answer notice(Question question, WorkCalendar calendar, Set<Reading> readings) {
    Instant start = question.start();
    long amount = question.amount();
    return switch (question.unit()) {
      case MINUTES -> answer(question, start.plus(Duration.ofMinutes(amount)), false, List.of());
      case HOURS -> answer(question, start.plus(Duration.ofHours(amount)), false, List.of());
      default -> {
        ZonedDateTime begins = start.atZone(question.zone());
        List<Day> days = new ArrayList<>();
        days.add(new Day(begins.toLocalDate(), false, "start"));
        for (long back = -1; back >= amount; back--) {
          days.add(new Day(begins.toLocalDate().plusDays(back), true, "calendar-day"));
        }
        ZonedDateTime due = begins.plusDays(amount);
        if (readings.contains(Reading.NOTICE_MOVED)) {
          while (!calendar.kind(due.toLocalDate()).isWorked()) {
            due = due.minusDays(1);
            days.add(new Day(due.toLocalDate(), false, "moved"));
          }
        }
        yield answer(question, due.toInstant(), false, days);
      }
    };
  }

  /**
   * @param due null while it stands still
   */
  static Answer answer(
      Question question, @Nullable Instant due, boolean provisional, List<Day> days) {
    return new Answer(due == null, due == null ? null : shown(due, question), provisional, days);
  }

  private static OffsetDateTime shown(Instant due, Question question) {
    int year = due.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1 || year > 9999) {
      throw beyond();
    }
    return due.atZone(question.zone()).toOffsetDateTime();
  }

  private static RuntimeException beyond() {
    return Asked.amount("leads beyond the years 0001 to 9999", "超出公元 0001 至 9999 年");
  }

  /** The day of a start; it is no day of an amount. */
  static LocalDate startDay(Question question) {
    return question.start().atZone(question.zone()).toLocalDate();
  }
}
