package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Roster.Kind;
import io.lamplighter.kit.calendar.Event.Placed;
import io.lamplighter.kit.calendar.Series;
import io.lamplighter.kit.faults.FieldFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays a roster out: each shift by itself, with the break that lies in it. */
final class Layout {
  /** So many shifts may lie ahead of a crew. */
  static final int MOST = 2_000;

  private final FieldFaults faults;
  private final Set<String> told = new HashSet<>();
  private final TreeMap<Instant, Shift> shifts = new TreeMap<>();

  private Layout(FieldFaults faults) {
    this.faults = faults;
  }

  private record Shift(String pointer, Span span, boolean onCall, @Nullable Span rest) {}

  /**
   * In the order of their begins.
   *
   * @param within those that have a moment in common with it
   * @param faults gets those that cannot be beside each other; one for each event
   */
  static List<Laid> of(List<Placed> events, Span within, FieldFaults faults) {
    Layout layout = new Layout(faults);
    List<Placed> breaks = new ArrayList<>();
    for (Placed one : events) {
      if (Kind.of(one.event()) == Kind.BREAK) {
        breaks.add(one);
      } else {
        layout.shifts(one, within);
      }
    }
    layout.apart();
    breaks.forEach(layout::rests);
    return layout.shifts.values().stream()
        .map(shift -> new Laid(shift.span(), shift.rest(), shift.onCall()))
        .toList();
  }

  private void shifts(Placed one, Span within) {
    boolean onCall = Kind.of(one.event()) == Kind.ON_CALL;
    for (Series.Time time : one.event().when().between(within.from(), within.to())) {
      Span span = new Span(time.from(), time.to());
      Shift before = shifts.putIfAbsent(span.from(), new Shift(one.pointer(), span, onCall, null));
      if (before != null) {
        meets(one.pointer(), span.from(), before.pointer());
      }
      if (shifts.size() > MOST) {
        faults.add(one.pointer(), "makes more than " + MOST + " shifts", "班次超过 " + MOST + " 个");
        faults.refuseIfAny();
      }
    }
  }

  private void meets(String pointer, Instant at, String other) {
    wrong(pointer, "meets a shift of " + other + " at " + at, "于 " + at + " 与 " + other + " 的班次重叠");
  }

  private void wrong(String pointer, String en, String zh) {
    if (told.add(pointer)) {
      faults.add(pointer, en, zh);
    }
  }

  private void apart() {
    Shift before = null;
    for (Shift shift : shifts.values()) {
      if (before != null && shift.span().meets(before.span())) {
        meets(shift.pointer(), shift.span().from(), before.pointer());
      }
      before = shift;
    }
  }

  private void rests(Placed one) {
    if (shifts.isEmpty()) {
      wrong(one.pointer(), "lies in no shift", "不在任何班次之内");
      return;
    }
    Duration length = one.event().when().length();
    Instant from = shifts.firstKey();
    Instant to = shifts.lastEntry().getValue().span().to();
    boolean lies = false;
    for (Series.Time time : one.event().when().between(from.minus(length), to)) {
      lies |= rest(one.pointer(), new Span(time.from(), time.to()));
    }
    if (!lies) {
      wrong(one.pointer(), "lies in no shift", "不在任何班次之内");
    }
  }

  /** Whether it has to do with a shift; on a day without one it is no matter. */
  private boolean rest(String pointer, Span rest) {
    Map.Entry<Instant, Shift> entry = shifts.lowerEntry(rest.to());
    if (entry == null || !entry.getValue().span().meets(rest)) {
      return false;
    }
    Shift shift = entry.getValue();
    Span span = shift.span();
    if (rest.from().isBefore(span.from()) || rest.to().isAfter(span.to())) {
      wrong(pointer, "goes beyond the shift of " + span.from(), "超出 " + span.from() + " 的班次");
    } else if (shift.rest() != null) {
      wrong(
          pointer,
          "is a second break of the shift of " + span.from(),
          "是 " + span.from() + " 班次的第二次休息");
    } else {
      shifts.put(span.from(), new Shift(shift.pointer(), span, shift.onCall(), rest));
    }
    return true;
  }
}
