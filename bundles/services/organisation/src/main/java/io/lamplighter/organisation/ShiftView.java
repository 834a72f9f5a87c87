package io.lamplighter.organisation;

import io.lamplighter.kit.calendar.Series;
import io.lamplighter.kit.calendar.SeriesView;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A shift in JSON, as it is shown and sent.
 *
 * @param uid may be left out by whoever sends it
 * @param from of the first one
 * @param zone in which it comes again at the same time of the day
 */
record ShiftView(
    @Nullable String uid,
    @Nullable List<String> people,
    @Nullable String from,
    @Nullable String to,
    @Nullable String zone,
    SeriesView.@Nullable Again repeat,
    @Nullable List<String> except) {

  static ShiftView of(Shift shift) {
    SeriesView when = SeriesView.of(shift.when());
    return new ShiftView(
        shift.uid(),
        shift.people(),
        when.from(),
        when.to(),
        when.zone(),
        when.repeat(),
        when.except());
  }

  /**
   * The shift that somebody sent; null and faults when it cannot be one.
   *
   * @param at its place
   * @param house zone of a shift that names none
   */
  @Nullable Shift read(String at, int number, ZoneId house, FieldFaults faults) {
    Series when = new SeriesView(from, to, zone, repeat, except).read(at, house, faults);
    List<String> named = people(at, faults);
    return when == null || named == null
        ? null
        : new Shift(uid == null || uid.isBlank() ? "shift-" + number : uid, named, when);
  }

  private @Nullable List<String> people(String at, FieldFaults faults) {
    if (people == null || people.isEmpty()) {
      faults.add(at + "/people", "is missing: who has duty?", "缺失：谁值班？");
      return null;
    }
    List<String> named = people.stream().filter(Objects::nonNull).toList();
    if (named.size() < people.size()) {
      faults.add(at + "/people/" + people.indexOf(null), "is missing", "缺失");
    }
    return named;
  }
}
