package io.lamplighter.clocks.oracle;

import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says when a limit is due by walking there: from one instant at which something may change to the
 * next, or from day to day. Written from the contract alone, as plainly as can be; where that
 * leaves a reading open, {@code oracle/README.md} says which one this takes.
 */
final class SlowClock {
  private final Question asked;
  private final ZoneId zone;
  private final PlainCalendar calendar;
  private final List<LocalDate> counted = new ArrayList<>();
  private boolean firm = true;

  private SlowClock(Question asked) {
    this.asked = asked;
    this.zone = asked.zone();
    this.calendar = PlainCalendar.named(asked.calendar());
  }

  /** The days of the answer are those that count, and no reason is given. */
  static Answer answer(Question asked) {
    SlowClock clock = new SlowClock(asked);
    Instant due = clock.due();
    return new Answer(
        due == null,
        due == null ? null : due.atZone(asked.zone()).toOffsetDateTime(),
        !clock.firm,
        clock.counted.stream().map(day -> new Answer.Day(day, true, "")).toList());
  }

  private @Nullable Instant due() {
    for (Pause pause : asked.pauses()) {
      if (pause.to() != null && pause.to().isBefore(pause.from())) {
        throw PlainCalendar.refused("clocks.pause-reversed", Map.of());
      }
    }
    int amount = asked.amount();
    boolean notice = asked.unit() != Unit.WORKDAYS && asked.unit() != Unit.WORKTIME_HOURS;
    if (amount == 0 || amount < 0 && !notice) {
      throw PlainCalendar.refused("clocks.amount", Map.of());
    }
    return switch (asked.unit()) {
      case MINUTES ->
          amount < 0 ? earlier(Duration.ofMinutes(amount)) : walk(Duration.ofMinutes(amount));
      case HOURS -> amount < 0 ? earlier(Duration.ofHours(amount)) : walk(Duration.ofHours(amount));
      case WORKTIME_HOURS -> walk(Duration.ofHours(amount));
      case WORKDAYS -> count();
      case CALENDAR_DAYS -> amount < 0 ? sameTimeOfDay() : count();
    };
  }

  private Instant earlier(Duration negative) {
    return asked.start().plus(negative);
  }

  private Instant sameTimeOfDay() {
    var wall = asked.start().atZone(zone).toLocalDateTime();
    return wall.plusDays(asked.amount()).atZone(zone).toInstant();
  }

  private @Nullable Instant walk(Duration left) {
    Instant now = asked.start();
    while (!pausedForGood(now)) {
      Instant next = nextMark(now);
      if (!paused(now) && open(now)) {
        Instant end = now.plus(left);
        if (!end.isAfter(next)) {
          if (asked.unit() == Unit.WORKTIME_HOURS) {
            firm = calendar.firm(date(now));
          }
          return end;
        }
        left = left.minus(Duration.between(now, next));
      }
      now = next;
    }
    return null;
  }

  private boolean open(Instant at) {
    return asked.unit() != Unit.WORKTIME_HOURS || calendar.open(at.atZone(zone).toLocalDateTime());
  }

  /** The next instant at which it may begin to run, or stop. */
  private Instant nextMark(Instant now) {
    List<Instant> marks = new ArrayList<>();
    LocalDate today = date(now);
    for (LocalDate day : List.of(today, today.plusDays(1), today.plusDays(2))) {
      marks.add(day.atStartOfDay(zone).toInstant());
      for (LocalTime hour : calendar.hours()) {
        marks.add(day.atTime(hour).atZone(zone).toInstant());
      }
    }
    for (Pause pause : asked.pauses()) {
      marks.add(pause.from());
      if (pause.to() != null) {
        marks.add(pause.to());
      }
    }
    return marks.stream().filter(mark -> mark.isAfter(now)).min(Instant::compareTo).orElseThrow();
  }

  private boolean paused(Instant at) {
    return closedPauses().anyMatch(pause -> !pause.from().isAfter(at) && at.isBefore(pause.to()));
  }

  private boolean pausedForGood(Instant at) {
    return asked.pauses().stream()
        .anyMatch(pause -> pause.to() == null && !pause.from().isAfter(at));
  }

  private Stream<Pause> closedPauses() {
    return asked.pauses().stream().filter(pause -> pause.to() != null);
  }

  private LocalDate date(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  private @Nullable Instant count() {
    for (LocalDate day = date(asked.start()).plusDays(1); ; day = day.plusDays(1)) {
      Instant end = calendar.end(day, zone);
      if (pausedForGood(end.minusNanos(1))) {
        return null;
      }
      if (paused(end.minusNanos(1))) {
        continue;
      }
      boolean all = counted.size() == asked.amount();
      if (!all && (asked.unit() == Unit.CALENDAR_DAYS || calendar.works(day))) {
        counted.add(day);
      }
      if (counted.size() == asked.amount() && calendar.works(day)) {
        firm = calendar.firm(day);
        return end;
      }
    }
  }
}
