package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What a tour breaks that it did not break before. */
enum Trouble {
  SKILL("No one there has the skill, or a valid certificate", "缺少所需技能或有效证书", true),
  PEOPLE("It needs more people than are there", "人数不足，须双人作业", true),
  SHIFT("The crew would not be back before its shift ends", "超出班次时间", true),
  NO_ENTRY("The capacity sheet has no entry of the crew on that day", "当日承载力清单中没有该班组", true),
  WINDOW("It begins later than was promised", "晚于约定时间", true),
  PROMISE("Somebody else would be served later than was promised", "将打破对其他客户的约定", true),
  PIN("Work that is fixed would be moved", "将移动已固定的工单", true),
  BEGUN("A crew is on its way to it or at it", "班组已在途或已开工", true),
  LIMIT("A time limit would pass", "将超出服务时限", false),
  ON_CALL("The crew works only when it is called", "值班班组，仅接急修", false);

  private final Text text;
  private final boolean breaks;

  Trouble(String en, String zh, boolean breaks) {
    text = new Text(en, zh);
    this.breaks = breaks;
  }

  /** Whether it is not to be, whoever wants it. */
  boolean breaks() {
    return breaks;
  }

  WorkView.ProblemView view(Locale language) {
    return WorkView.ProblemView.of(
        name().toLowerCase(Locale.ROOT).replace('_', '-'), text, breaks, language);
  }

  /**
   * What is wrong with a tour in which these orders are new.
   *
   * @param before without them
   */
  static Set<Trouble> in(Tour after, Tour before, Set<String> added) {
    Set<Trouble> all = EnumSet.noneOf(Trouble.class);
    if (after.overtime().compareTo(before.overtime()) > 0) {
      all.add(SHIFT);
    }
    List<Tour.Stop> stops = after.stops();
    for (Tour.Stop stop : stops) {
      boolean isNew = added.contains(stop.job().order());
      Tour.Stop was = before.stop(stop.job().order());
      if (isNew) {
        own(all, after, before, stop);
      } else if (was == null || stop.late().compareTo(was.late()) > 0) {
        all.add(stop.job().pin() == null ? PROMISE : PIN);
      }
      Duration overdue = isNew ? Duration.ZERO : was == null ? stop.overdue() : was.overdue();
      if (stop.overdue().compareTo(overdue) > 0) {
        all.add(LIMIT);
      }
    }
    return all;
  }

  private static void own(Set<Trouble> all, Tour tour, Tour before, Tour.Stop stop) {
    CrewShift shift = tour.shift();
    if (!shift.skills().containsAll(stop.job().skills())) {
      all.add(SKILL);
    }
    if (shift.people() < stop.job().people()) {
      all.add(PEOPLE);
    }
    if (shift.onCall()) {
      all.add(ON_CALL);
    }
    if (!stop.late().isZero()
        || stop.job().to() != null && stop.start().isAfter(Objects.requireNonNull(stop.job().to()))
        || stop.job().from() != null
            && stop.start().isBefore(Objects.requireNonNull(stop.job().from()))) {
      all.add(WINDOW);
    }
    Instant last = shift.span().to().plus(before.overtime());
    if (stop.start().isBefore(shift.span().from()) || stop.leave().isAfter(last)) {
      all.add(SHIFT);
    }
  }

  /** What is said of a plan that would not hold. */
  static Refusal.Conflict broken(Set<Trouble> troubles) {
    List<Trouble> hard = troubles.stream().filter(Trouble::breaks).toList();
    return new Refusal.Conflict(
        "plan.broken",
        new Text(
            hard.stream()
                .map(one -> one.view(Locale.ENGLISH).says())
                .collect(Collectors.joining("; ")),
            hard.stream()
                .map(one -> one.view(Locale.CHINESE).says())
                .collect(Collectors.joining("；"))),
        Map.of("problems", hard.stream().map(one -> one.view(Locale.ENGLISH).code()).toList()));
  }
}
