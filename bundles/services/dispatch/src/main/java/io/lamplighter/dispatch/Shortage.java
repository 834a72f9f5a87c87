package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Sheet.CrewRoom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * More is wanted up to a day than can be done up to then.
 *
 * @param kind null for all kinds together
 * @param wantedMinutes with the ways
 * @param canMinutes that are free
 * @param orders that are wanted and of no crew
 */
record Shortage(
    LocalDate day,
    @Nullable String kind,
    long wantedMinutes,
    long canMinutes,
    List<Wanted> orders) {
  Shortage {
    orders = List.copyOf(orders);
  }

  /**
   * An order that no crew has, and a day that it may not pass.
   *
   * @param until by its promise or its limit, whichever is first
   * @param minutes on site
   */
  record Wanted(String order, String kind, LocalDate until, long minutes) {}

  /** Of all kinds together, in a fact and in a table. */
  String code() {
    return kind == null ? "" : kind;
  }

  /** What is missing. */
  long minutes() {
    return wantedMinutes - canMinutes;
  }

  /**
   * The days on which it begins, for each kind and for all together: whatever must be done up to a
   * day has to fit into what is free up to then. That it fits kind by kind is needed, not enough:
   * who can do several kinds is counted for each.
   *
   * @param days in order, each after the one before, from today on
   * @param way minutes to one job
   */
  static List<Shortage> of(List<Sheet> days, List<Wanted> wanted, WorkKinds kinds, long way) {
    Set<String> codes = new LinkedHashSet<>();
    wanted.forEach(one -> codes.add(one.kind()));
    List<Shortage> found = new ArrayList<>(ofKind(days, wanted, null, way));
    for (String code : codes) {
      WorkKind kind = kinds.find(code);
      if (kind != null) {
        List<Wanted> its = wanted.stream().filter(one -> one.kind().equals(code)).toList();
        found.addAll(ofKind(days, its, kind, way));
      }
    }
    return found;
  }

  private static List<Shortage> ofKind(
      List<Sheet> days, List<Wanted> wanted, @Nullable WorkKind kind, long way) {
    List<Shortage> found = new ArrayList<>();
    boolean before = false;
    long can = 0;
    long over = 0;
    for (Sheet day : days) {
      for (CrewRoom crew : day.crews()) {
        boolean does = kind == null || crew.isFor(kind);
        can += does ? crew.leftMinutes() : 0;
        over += kind == null ? crew.overMinutes() : 0;
      }
      List<Wanted> due = wanted.stream().filter(one -> !one.until().isAfter(day.day())).toList();
      long needed = over + due.stream().mapToLong(one -> one.minutes() + way).sum();
      if (needed > can && !before) {
        String code = kind == null ? null : kind.code();
        found.add(new Shortage(day.day(), code, needed, can, due));
      }
      before = needed > can;
    }
    return found;
  }
}
