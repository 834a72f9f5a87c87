package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Roster.Kind;
import io.lamplighter.kit.calendar.Event;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.Series;
import io.lamplighter.kit.calendar.SeriesView;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A crew's roster in JSON.
 *
 * @param version 0 while there is none
 * @param since when it was brought in, null while there is none
 * @param passedOver how many of those that were sent were over already, null when it is only shown
 */
record RosterView(
    String crew,
    long version,
    @Nullable Instant since,
    List<ShiftView> shifts,
    @Nullable Integer passedOver) {

  /** A roster as it is sent. */
  record New(@Nullable List<@Nullable ShiftView> shifts) {}

  /**
   * A shift, a break within one, or a time on call; as it is shown and sent.
   *
   * @param uid may be left out by whoever sends it
   * @param kind {@code work}, {@code break} or {@code on-call}; work when it is left out
   * @param from of the first one
   * @param zone in which it comes again at the same time of the day
   */
  record ShiftView(
      @Nullable String uid,
      @Nullable String kind,
      @Nullable String from,
      @Nullable String to,
      @Nullable String zone,
      SeriesView.@Nullable Again repeat,
      @Nullable List<String> except) {

    static ShiftView of(Event event) {
      SeriesView when = SeriesView.of(event.when());
      return new ShiftView(
          event.uid(),
          Kind.of(event).wire(),
          when.from(),
          when.to(),
          when.zone(),
          when.repeat(),
          when.except());
    }

    private @Nullable Event read(String at, int number, ZoneId house, FieldFaults faults) {
      Kind is =
          Arrays.stream(Kind.values())
              .filter(one -> kind == null ? one == Kind.WORK : one.wire().equals(kind))
              .findFirst()
              .orElse(null);
      if (is == null) {
        faults.add(at + "/kind", "must be work, break or on-call", "须为 work、break 或 on-call");
      }
      Series when = new SeriesView(from, to, zone, repeat, except).read(at, house, faults);
      String named = uid == null || uid.isBlank() ? "shift-" + number : uid;
      return is == null || when == null ? null : new Event(named, List.of(), is.categories(), when);
    }
  }

  static RosterView of(Roster roster) {
    return of(roster, null);
  }

  static RosterView of(Roster roster, @Nullable Integer passedOver) {
    return new RosterView(
        roster.crew(),
        roster.version(),
        roster.version() == 0 ? null : roster.since(),
        roster.events().stream().map(ShiftView::of).toList(),
        passedOver);
  }

  /** What somebody sent, as far as it can be read; what cannot is a fault. */
  static List<Placed> read(@Nullable New sent, ZoneId house, FieldFaults faults) {
    List<Placed> read = new ArrayList<>();
    if (sent == null || sent.shifts() == null) {
      faults.add("/shifts", "is missing", "缺失");
      return read;
    }
    for (int i = 0; i < sent.shifts().size(); i++) {
      String at = "/shifts/" + i;
      ShiftView one = sent.shifts().get(i);
      Event event = one == null ? null : one.read(at, i + 1, house, faults);
      if (one == null) {
        faults.add(at, "is missing", "缺失");
      } else if (event != null) {
        read.add(new Placed(at, event));
      }
    }
    return read;
  }
}
