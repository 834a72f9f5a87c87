package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Counts whole days, one by one: the day of the start is none of them. */
final class DayCount {
  /** Pauses may stretch a limit over so many days. */
  static final int MOST_DAYS = 12_000;

  private final Question question;
  private final WorkCalendar calendar;
  private final Pauses pauses;
  private final Set<Reading> readings;
  private final List<Day> days = new ArrayList<>();

  DayCount(Question question, WorkCalendar calendar, Pauses pauses, Set<Reading> readings) {
    this.question = question;
    this.calendar = calendar;
    this.pauses = pauses;
    this.readings = readings;
  }

  Answer answer() {
    LocalDate day = Reckoning.startDay(question);
    days.add(new Day(day, false, "start"));
    int left = question.amount();
    while (left > 0) {
      day = next(day);
      if (stands(day)) {
        return paused(day);
      }
      boolean counts = look(day);
      left -= counts ? 1 : 0;
    }
    if (question.unit() == Unit.CALENDAR_DAYS && !calendar.kind(day).isWorked()) {
      do {
        day = next(day);
        if (stands(day)) {
          return paused(day);
        }
      } while (!isMovedTo(day));
    }
    return Reckoning.answer(
        question, calendar.ends(day, question.zone()), calendar.isProvisional(day), days);
  }

  private LocalDate next(LocalDate day) {
    if (days.size() > MOST_DAYS) {
      throw tooMany();
    }
    return day.plusDays(1);
  }

  static RuntimeException tooMany() {
    return Asked.amount(
        "is more than " + MOST_DAYS + " days with the pauses", "连同暂停超过 " + MOST_DAYS + " 天");
  }

  /** Whether it stands still since before the day's end, and nobody knows until when. */
  private boolean stands(LocalDate day) {
    return pauses.openBefore(calendar.ends(day, question.zone()));
  }

  private Answer paused(LocalDate day) {
    days.add(new Day(day, false, "paused"));
    return Reckoning.answer(question, null, false, days);
  }

  /** Ticks a day off; whether it counts. */
  private boolean look(LocalDate day) {
    boolean workdays = question.unit() == Unit.WORKDAYS;
    DayKind kind = workdays ? calendar.kind(day) : DayKind.WORKDAY;
    if (kind.isWorked() && isPaused(day)) {
      days.add(new Day(day, false, "paused"));
      return false;
    }
    days.add(new Day(day, kind.isWorked(), workdays ? kind.wire() : "calendar-day"));
    return kind.isWorked();
  }

  private boolean isPaused(LocalDate day) {
    Instant ends = calendar.ends(day, question.zone());
    if (readings.contains(Reading.RUN_AT_ALL)) {
      Instant begins = calendar.ends(day.minusDays(1), question.zone());
      Instant from = begins.isBefore(question.start()) ? question.start() : begins;
      return pauses.running(from, ends).equals(Duration.ZERO);
    }
    return pauses.over(ends);
  }

  /** Ticks off a day after a last one that is a day off; whether that one gives way to it. */
  private boolean isMovedTo(LocalDate day) {
    DayKind kind = calendar.kind(day);
    boolean passedOver = kind == DayKind.MAKE_UP && readings.contains(Reading.NOT_TO_MAKE_UP);
    if (!kind.isWorked() || passedOver) {
      days.add(new Day(day, false, kind.wire()));
      return false;
    }
    boolean moved = !isPaused(day);
    days.add(new Day(day, false, moved ? "moved" : "paused"));
    return moved;
  }
}
