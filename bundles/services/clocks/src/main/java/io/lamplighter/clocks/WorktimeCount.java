package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Answer.Day;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.clocks.WorkCalendar.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Uses an amount up inside the working segments of working days. */
final class WorktimeCount {
  private final Question question;
  private final WorkCalendar calendar;
  private final Pauses pauses;
  private final Set<Reading> readings;
  private final List<Day> days = new ArrayList<>();
  private Duration left;
  private @Nullable Instant usedUp;

  WorktimeCount(Question question, WorkCalendar calendar, Pauses pauses, Set<Reading> readings) {
    this.question = question;
    this.calendar = calendar;
    this.pauses = pauses;
    this.readings = readings;
    this.left = Duration.ofHours(question.amount());
  }

  Answer answer() {
    LocalDate day = Reckoning.startDay(question);
    while (true) {
      Instant due = within(day);
      if (due != null) {
        return Reckoning.answer(question, due, calendar.isProvisional(day), days);
      }
      day = day.plusDays(1);
      if (usedUp == null && pauses.openBefore(begins(day).plusNanos(1))) {
        return Reckoning.answer(question, null, false, days);
      }
      if (days.size() > DayCount.MOST_DAYS) {
        throw DayCount.tooMany();
      }
    }
  }

  private Instant begins(LocalDate day) {
    return day.atStartOfDay(question.zone()).toInstant();
  }

  /** Uses up what a day has; the due instant, once it is there. */
  private @Nullable Instant within(LocalDate day) {
    DayKind kind = calendar.kind(day);
    Duration before = left;
    Duration open = Duration.ZERO;
    Instant due = null;
    if (kind.isWorked()) {
      for (Segment segment : calendar.worktime()) {
        Instant begins = later(segment.begins(day, question.zone()), question.start());
        Instant ends = segment.ends(day, question.zone());
        if (begins.isBefore(ends) && due == null) {
          open = open.plus(Duration.between(begins, ends));
          due = within(begins, ends);
        }
      }
    }
    boolean counts = left.compareTo(before) < 0;
    days.add(new Day(day, counts, why(kind, day, counts, open)));
    return due;
  }

  private @Nullable Instant within(Instant begins, Instant ends) {
    if (usedUp != null) {
      return begins;
    }
    Duration running = pauses.running(begins, ends);
    if (running.compareTo(left) < 0) {
      left = left.minus(running);
      return null;
    }
    Instant due = pauses.after(begins, left);
    left = Duration.ZERO;
    if (readings.contains(Reading.NEXT_SEGMENT) && ends.equals(due)) {
      usedUp = due;
      return null;
    }
    return due;
  }

  private String why(DayKind kind, LocalDate day, boolean counts, Duration open) {
    if (!kind.isWorked() || counts) {
      return kind.wire();
    }
    if (!open.isZero()) {
      return usedUp == null ? "paused" : kind.wire();
    }
    return day.equals(Reckoning.startDay(question)) ? "start" : kind.wire();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
