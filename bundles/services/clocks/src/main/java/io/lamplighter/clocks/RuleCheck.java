package io.lamplighter.clocks;

import io.lamplighter.kit.data.DataFile.Line;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must hold between rules, and between them and the other tables. */
final class RuleCheck {
  private final Map<Rule, Line> lines;

  private RuleCheck(Map<Rule, Line> lines) {
    this.lines = lines;
  }

  /**
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static void check(
      Map<Rule, Line> lines, Calendars calendars, Set<String> ladders, Set<String> reasons) {
    RuleCheck check = new RuleCheck(lines);
    lines.keySet().forEach(rule -> check.one(rule, calendars, ladders, reasons));
    Map<String, List<Rule>> byCode = new HashMap<>();
    for (Rule rule : lines.keySet()) {
      List<Rule> before = byCode.computeIfAbsent(rule.code(), code -> new ArrayList<>());
      before.forEach(one -> check.pair(one, rule));
      before.add(rule);
    }
  }

  private void one(Rule rule, Calendars calendars, Set<String> ladders, Set<String> reasons) {
    if (!calendars.has(rule.calendar())) {
      throw wrong(
          rule, "there is no calendar '" + rule.calendar() + "'", "没有日历“" + rule.calendar() + "”");
    }
    if (rule.ladder() != null && !ladders.contains(rule.ladder())) {
      throw wrong(
          rule, "there is no ladder '" + rule.ladder() + "'", "没有升级阶梯“" + rule.ladder() + "”");
    }
    for (String reason : rule.pauses()) {
      if (!reasons.contains(reason)) {
        throw wrong(rule, "'" + reason + "' is no reason for a pause", "没有暂停原因“" + reason + "”");
      }
    }
    if (rule.starts().isEmpty() || rule.ends().isEmpty()) {
      throw wrong(rule, "needs both starts and ends", "starts 与 ends 均须填写");
    }
    if (rule.looser() && !rule.audience().isRegional()) {
      throw wrong(rule, "only a rule with a region may be looser", "只有指定 region 的规则才可标为 looser");
    }
    if (rule.mean() && rule.amount() < 0) {
      throw wrong(rule, "notice before (a negative amount) has no mean", "提前通知（amount 为负）不能按平均值考核");
    }
  }

  private void pair(Rule before, Rule after) {
    if (before.mean() != after.mean()
        || !before.audience().overlaps(after.audience())
        || !mayStartAlike(before, after)
        || !bothValid(before, after)) {
      return;
    }
    if (before.issuer().equals(after.issuer())) {
      throw wrong(
          after,
          "editions of one issuer overlap: "
              + after.issuer()
              + " has "
              + before.edition()
              + " for the same in line "
              + line(before).number(),
          "同一发布单位的版本重叠："
              + after.issuer()
              + " 的 "
              + before.edition()
              + " 在第 "
              + line(before).number()
              + " 行已规定同一事项");
    }
    loosens(before, after);
    loosens(after, before);
  }

  private static boolean mayStartAlike(Rule one, Rule other) {
    return one.starts().stream()
        .anyMatch(start -> other.starts().stream().anyMatch(next -> !start.excludes(next)));
  }

  private void loosens(Rule wide, Rule regional) {
    if (regional.audience().isRegional()
        && !wide.audience().isRegional()
        && !regional.looser()
        && rough(regional).compareTo(rough(wide)) > 0) {
      throw wrong(
          regional,
          "loosens "
              + wide.code()
              + " of "
              + wide.issuer()
              + ", "
              + wide.edition()
              + " (line "
              + line(wide).number()
              + "): a region's rule may, when overlay says looser",
          "宽于第 "
              + line(wide).number()
              + " 行 "
              + wide.issuer()
              + " "
              + wide.edition()
              + " 的 "
              + wide.code()
              + "；地区规则放宽时 overlay 须为 looser");
    }
  }

  private static boolean bothValid(Rule one, Rule other) {
    return !before(one.to(), other.from()) && !before(other.to(), one.from());
  }

  private static boolean before(@Nullable LocalDate to, @Nullable LocalDate from) {
    return to != null && from != null && to.isBefore(from);
  }

  /** How long it is, more or less: what is due when is known only from a start on. */
  static Duration rough(Rule rule) {
    Duration one =
        switch (rule.unit()) {
          case MINUTES -> Duration.ofMinutes(1);
          case HOURS -> Duration.ofHours(1);
          case WORKTIME_HOURS -> Duration.ofHours(4);
          case CALENDAR_DAYS -> Duration.ofDays(1);
          case WORKDAYS -> Duration.ofMinutes(7 * 24 * 60 / 5);
        };
    return one.multipliedBy(rule.amount());
  }

  private Line line(Rule rule) {
    return Objects.requireNonNull(lines.get(rule));
  }

  private IllegalArgumentException wrong(Rule rule, String en, String zh) {
    return line(rule).wrong(en, zh);
  }
}
