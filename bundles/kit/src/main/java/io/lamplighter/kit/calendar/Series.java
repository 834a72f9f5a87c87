package io.lamplighter.kit.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When something is, once or again and again.
 *
 * @param begins the first time, on the wall of its zone
 * @param length how long each lasts
 * @param again how it comes again, null when it does not
 * @param except begins of those that are taken out
 */
public record Series(
    LocalDateTime begins,
    ZoneId zone,
    Duration length,
    @Nullable Recurrence again,
    Set<Instant> except) {
  public Series {
    except = Set.copyOf(except);
  }

  /** One time of it. */
  public record Time(Instant from, Instant to) {}

  /** What is once only. */
  public static Series once(OffsetDateTime from, OffsetDateTime to, ZoneId zone) {
    return new Series(
        from.atZoneSameInstant(zone).toLocalDateTime(),
        zone,
        Duration.between(from, to),
        null,
        Set.of());
  }

  /** When the first one begins. */
  public Instant first() {
    return begins.atZone(zone).toInstant();
  }

  /** The same, with those taken out that begin then. */
  Series without(Set<Instant> begins) {
    Set<Instant> out = new HashSet<>(except);
    out.addAll(begins);
    return new Series(this.begins, zone, length, again, out);
  }

  /** One as long as each of it, once. */
  Series onceAt(Instant begin) {
    return new Series(LocalDateTime.ofInstant(begin, zone), zone, length, null, Set.of());
  }

  /** Whether one of it begins then. */
  boolean beginsAt(Instant begin) {
    return between(begin, begin.plusNanos(1)).stream().anyMatch(one -> one.from().equals(begin));
  }

  /** Those that are on at any moment from {@code from} to before {@code to}, in order. */
  public List<Time> between(Instant from, Instant to) {
    List<Time> times = new ArrayList<>();
    Iterator<LocalDate> days = days(from).iterator();
    while (days.hasNext()) {
      LocalDate day = days.next();
      Instant begin = day.atTime(begins.toLocalTime()).atZone(zone).toInstant();
      if (!begin.isBefore(to) || isPast(begin)) {
        break;
      }
      Instant end = begin.plus(length);
      if (end.isAfter(from) && !except.contains(begin)) {
        times.add(new Time(begin, end));
      }
    }
    return times;
  }

  private Stream<LocalDate> days(Instant from) {
    LocalDate first = begins.toLocalDate();
    return again == null
        ? Stream.of(first)
        : again.days(first, LocalDate.ofInstant(from.minus(length), zone));
  }

  private boolean isPast(Instant begin) {
    return again != null && again.until() != null && begin.isAfter(again.until());
  }
}
