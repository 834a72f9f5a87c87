package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The hours of a day that customers are offered (约时), and the times made of them. */
final class Slots {
  private record Hours(LocalTime from, LocalTime to) {}

  private final List<Hours> hours = new ArrayList<>();

  private Slots() {}

  /**
   * @param written as in {@code 08:30-10:30,10:30-12:30}
   * @throws IllegalArgumentException naming what is none
   */
  static Slots of(String written) {
    Slots slots = new Slots();
    for (String one : written.split(",")) {
      String[] ends = one.strip().split("-", -1);
      try {
        Hours hours = new Hours(LocalTime.parse(ends[0]), LocalTime.parse(ends[ends.length - 1]));
        if (ends.length != 2 || !hours.from().isBefore(hours.to())) {
          throw new IllegalArgumentException("'" + one + "' is no time from-to of a day");
        }
        slots.hours.add(hours);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException("'" + one + "' is no time from-to of a day", e);
      }
    }
    return slots;
  }

  /** What of that span can be offered, in order; at most {@code most}. */
  List<Span> within(Span span, AppointmentMode mode, ZoneId zone, int most) {
    List<Span> all = new ArrayList<>();
    if (mode == AppointmentMode.PERIOD) {
      all.add(span);
      return all;
    }
    LocalDate day = LocalDate.ofInstant(span.from(), zone);
    while (all.size() < most && day.atStartOfDay(zone).toInstant().isBefore(span.to())) {
      if (mode == AppointmentMode.DAY) {
        all.add(cut(midnight(day, zone), midnight(day.plusDays(1), zone), span));
      } else {
        for (Hours slot : hours) {
          Instant from = slot.from().atDate(day).atZone(zone).toInstant();
          Instant to = slot.to().atDate(day).atZone(zone).toInstant();
          // In the hour that is missing when clocks go forward there is no slot.
          if (from.isBefore(to) && !from.isBefore(span.from()) && !to.isAfter(span.to())) {
            all.add(new Span(from, to));
          }
        }
      }
      day = day.plusDays(1);
    }
    return all.size() > most ? all.subList(0, most) : all;
  }

  private static Instant midnight(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant();
  }

  private static Span cut(Instant from, Instant to, Span within) {
    return new Span(
        from.isBefore(within.from()) ? within.from() : from,
        to.isAfter(within.to()) ? within.to() : to);
  }
}
