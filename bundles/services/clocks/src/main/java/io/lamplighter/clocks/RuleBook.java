package io.lamplighter.clocks;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Answer;
import io.lamplighter.api.clocks.Question.Pause;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules in force with the calendars they count by; never changes. */
public final class RuleBook {
  private final List<Rule> rules;
  private final Calendars calendars;
  private final Map<String, Ladder> ladders;
  private final Map<String, PauseReason> reasons;
  private final Supplier<ZoneId> zone;
  private final Reckoning reckoning;
  private final Map<String, List<Rule>> byStart = new HashMap<>();
  private final Map<String, Rule> byKey = new HashMap<>();

  /**
   * @param zone in which days begin
   */
  RuleBook(
      List<Rule> rules,
      Calendars calendars,
      Map<String, Ladder> ladders,
      Map<String, PauseReason> reasons,
      Supplier<ZoneId> zone) {
    this.rules = List.copyOf(rules);
    this.calendars = calendars;
    this.ladders = Map.copyOf(ladders);
    this.reasons = Collections.unmodifiableMap(reasons);
    this.zone = zone;
    this.reckoning = new Reckoning(calendars);
    for (Rule rule : rules) {
      rule.starts().stream()
          .map(Happening::type)
          .distinct()
          .forEach(type -> byStart.computeIfAbsent(type, t -> new ArrayList<>()).add(rule));
      byKey.put(rule.key(), rule);
    }
  }

  List<Rule> rules() {
    return rules;
  }

  /** The {@link Rule#key} of each. */
  Set<String> lines() {
    return Set.copyOf(byKey.keySet());
  }

  Calendars calendars() {
    return calendars;
  }

  ZoneId zone() {
    return zone.get();
  }

  /** Whom a rule warns and goes up to; empty when it warns nobody. */
  Optional<Ladder> ladder(Rule rule) {
    return Optional.ofNullable(rule.ladder()).map(ladders::get);
  }

  /** For what a clock may stand still, by the reasons' words. */
  Map<String, PauseReason> reasons() {
    return reasons;
  }

  Reckoning reckoning() {
    return reckoning;
  }

  /** The rule of a {@link Rule#key}. */
  Optional<Rule> rule(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** The types of entries that start, end or cancel anything. */
  Set<String> types() {
    Set<String> types = new TreeSet<>();
    for (Rule rule : rules) {
      Stream.of(rule.starts(), rule.ends(), rule.cancels())
          .flatMap(List::stream)
          .forEach(happening -> types.add(happening.type()));
    }
    return types;
  }

  /**
   * When a clock of a rule is due, as the calendars are now.
   *
   * @throws Refusal.Invalid when that cannot be computed
   */
  Answer answer(Rule rule, Instant start, List<Pause> pauses) {
    return reckoning.of(rule.question(start, zone(), pauses), rule.readings());
  }

  /**
   * What an entry starts: of each code the strictest rule that is valid at the start, and of each
   * code that has averages too, the strictest average. In order of code, averages last.
   *
   * @param start what counts is the edition that is valid then
   */
  List<Judged> begun(String entryType, Map<String, ?> data, String region, Instant start) {
    LocalDate day = start.atZone(zone()).toLocalDate();
    Map<String, List<Rule>> candidates = new LinkedHashMap<>();
    for (Rule rule : byStart.getOrDefault(entryType, List.of())) {
      if (!rule.isUnverified()
          && rule.isValid(day)
          && rule.audience().isFor(data, region)
          && rule.starts(entryType, data)) {
        String limit = (rule.mean() ? "mean " : "each ") + rule.code();
        candidates.computeIfAbsent(limit, code -> new ArrayList<>()).add(rule);
      }
    }
    return candidates.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(one -> strictest(one.getValue(), start))
        .toList();
  }

  private Judged strictest(List<Rule> candidates, Instant start) {
    boolean loosened = candidates.stream().anyMatch(Rule::looser);
    List<Judged> judged =
        candidates.stream()
            .filter(rule -> !loosened || rule.looser())
            .map(rule -> judged(rule, start))
            .toList();
    Judged first = judged.get(0);
    for (Judged next : judged) {
      first = isStricter(next, first) ? next : first;
    }
    List<Judged.Beaten> beaten = new ArrayList<>();
    for (Judged other : judged) {
      if (other != first) {
        beaten.add(new Judged.Beaten(other.rule(), other.answer(), why(other, first)));
      }
    }
    candidates.stream()
        .filter(rule -> loosened && !rule.looser())
        .map(rule -> judged(rule, start))
        .forEach(one -> beaten.add(new Judged.Beaten(one.rule(), one.answer(), "loosened")));
    return new Judged(first.rule(), first.answer(), first.missingYear(), beaten);
  }

  private Judged judged(Rule rule, Instant start) {
    try {
      return new Judged(rule, answer(rule, start, List.of()), null, List.of());
    } catch (Refusal.Invalid e) {
      Object year = e.details().get("year");
      return new Judged(rule, null, year instanceof Integer missing ? missing : 0, List.of());
    }
  }

  private static boolean isStricter(Judged one, Judged other) {
    OffsetDateTime due = due(one);
    OffsetDateTime otherDue = due(other);
    return due != null && (otherDue == null || due.isBefore(otherDue));
  }

  private static String why(Judged beaten, Judged first) {
    OffsetDateTime due = due(beaten);
    if (due == null) {
      return "not-computable";
    }
    return due.equals(due(first)) ? "same" : "later";
  }

  private static @Nullable OffsetDateTime due(Judged judged) {
    Answer answer = judged.answer();
    return answer == null ? null : answer.due();
  }
}
