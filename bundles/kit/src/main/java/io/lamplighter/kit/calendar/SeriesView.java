package io.lamplighter.kit.calendar;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When something is, in JSON, as it is shown and sent.
 *
 * @param from of the first one
 * @param zone in which it comes again at the same time of the day
 * @param except begins of those that are taken out
 */
public record SeriesView(
    @Nullable String from,
    @Nullable String to,
    @Nullable String zone,
    @Nullable Again repeat,
    @Nullable List<String> except) {

  /**
   * How it comes again.
   *
   * @param every {@code day} or {@code week}
   * @param days as MO, TU
   */
  public record Again(
      @Nullable String every,
      @Nullable Integer interval,
      @Nullable List<String> days,
      @Nullable Integer count,
      @Nullable String until) {}

  public static SeriesView of(Series when) {
    ZonedDateTime from = when.begins().atZone(when.zone());
    return new SeriesView(
        text(from.toInstant(), when.zone()),
        text(from.plus(when.length()).toInstant(), when.zone()),
        when.zone().getId(),
        again(when.again(), when.zone()),
        when.except().stream().sorted().map(at -> text(at, when.zone())).toList());
  }

  private static @Nullable Again again(@Nullable Recurrence again, ZoneId zone) {
    return again == null
        ? null
        : new Again(
            again.weekly() ? "week" : "day",
            again.interval(),
            again.days().stream().map(day -> RuleReader.DAYS.get(day.getValue() - 1)).toList(),
            again.count(),
            again.until() == null ? null : text(again.until(), zone));
  }

  private static String text(Instant at, ZoneId zone) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(at.atZone(zone));
  }

  /**
   * What somebody sent; null and faults when it cannot be.
   *
   * @param at its place
   * @param house zone of one that names none
   */
  public @Nullable Series read(String at, ZoneId house, FieldFaults faults) {
    OffsetDateTime begin = time(at + "/from", from, faults);
    OffsetDateTime end = time(at + "/to", to, faults);
    ZoneId in = zone(at, house, faults);
    Recurrence again = repeat == null ? null : recurrence(at + "/repeat", repeat, faults);
    Set<Instant> out = new HashSet<>();
    List<String> written = Objects.requireNonNullElse(except, List.of());
    for (int i = 0; i < written.size(); i++) {
      OffsetDateTime one = time(at + "/except/" + i, written.get(i), faults);
      if (one != null) {
        out.add(one.toInstant());
      }
    }
    return begin == null || end == null
        ? null
        : new Series(
            begin.atZoneSameInstant(in).toLocalDateTime(),
            in,
            Duration.between(begin, end),
            again,
            out);
  }

  private ZoneId zone(String at, ZoneId house, FieldFaults faults) {
    try {
      return zone == null ? house : ZoneId.of(zone);
    } catch (DateTimeException e) {
      faults.add(at + "/zone", "is no known zone", "未知时区");
      return house;
    }
  }

  /** A time with its offset; null and a fault when it is none, or missing. */
  public static @Nullable OffsetDateTime time(
      String at, @Nullable String written, FieldFaults faults) {
    if (written == null) {
      faults.add(at, "is missing", "缺失");
      return null;
    }
    try {
      return IsoTime.at(at, written);
    } catch (Refusal.Invalid e) {
      var why = e.errors().get(0).message();
      faults.add(at, why.en(), why.zh());
      return null;
    }
  }

  private static @Nullable Recurrence recurrence(String at, Again again, FieldFaults faults) {
    if (!"day".equals(again.every()) && !"week".equals(again.every())) {
      faults.add(at + "/every", "must be day or week", "须为 day 或 week");
      return null;
    }
    int interval = Objects.requireNonNullElse(again.interval(), 1);
    if (interval < 1 || interval > 366) {
      faults.add(at + "/interval", "must be a number from 1 to 366", "须为 1 至 366 的整数");
      return null;
    }
    Integer count = again.count();
    if (count != null && (count < 1 || count > 4_000 || again.until() != null)) {
      faults.add(
          at + "/count",
          "must be a number from 1 to 4000, without until",
          "须为 1 至 4000 的整数，且不与 until 同用");
      return null;
    }
    TreeSet<DayOfWeek> days = new TreeSet<>();
    for (String day : Objects.requireNonNullElse(again.days(), List.<String>of())) {
      int index = day == null ? -1 : RuleReader.DAYS.indexOf(day);
      if (index < 0) {
        faults.add(at + "/days", "must be of " + RuleReader.DAYS, "须为 " + RuleReader.DAYS + " 之一");
        return null;
      }
      days.add(DayOfWeek.of(index + 1));
    }
    OffsetDateTime until =
        again.until() == null ? null : time(at + "/until", again.until(), faults);
    return new Recurrence(
        "week".equals(again.every()),
        interval,
        days,
        count,
        until == null ? null : until.toInstant());
  }
}
