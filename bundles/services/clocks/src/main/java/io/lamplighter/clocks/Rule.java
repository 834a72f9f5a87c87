package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One edition of a time limit (data: {@code rules.csv}).
 *
 * @param code name of the limit, as {@code fault.first-response}; several issuers may set it
 * @param from first day on which a clock starts under it; null since ever
 * @param to last such day; null while it is valid
 * @param part the later part of the platform whose entries it waits for; null when those are there
 * @param mean whether it is an average: that never breaches one, it judges a period and a cell
 * @param readings where it counts otherwise than we do
 * @param warnings how many of its unit before due somebody is warned
 * @param ladder whom to warn and escalate to; null for nobody
 * @param pauses the reasons for which it may stand still
 * @param extension null when it may not be extended
 * @param looser whether it takes the place of stricter rules for wider regions
 */
record Rule(
    String code,
    String edition,
    String issuer,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    Audience audience,
    List<Happening> starts,
    List<Happening> ends,
    List<Happening> cancels,
    @Nullable String part,
    int amount,
    Unit unit,
    String calendar,
    Set<Reading> readings,
    boolean mean,
    List<Integer> warnings,
    @Nullable String ladder,
    Set<String> pauses,
    @Nullable Extension extension,
    boolean looser,
    String status,
    String source) {

  static final String UNVERIFIED = "unverified";

  /**
   * @param times how often
   * @param most how many of the rule's unit each time
   */
  record Extension(int times, int most) {}

  Rule {
    starts = List.copyOf(starts);
    ends = List.copyOf(ends);
    cancels = List.copyOf(cancels);
    readings = Set.copyOf(readings);
    warnings = List.copyOf(warnings);
    pauses = Set.copyOf(pauses);
  }

  /** Tells its line among all editions: the same while code, edition and audience are. */
  String key() {
    List<String> all = new ArrayList<>(List.of(code, issuer, edition));
    all.addAll(audience.written());
    all.add(mean ? "mean" : "each");
    starts.stream()
        .filter(start -> !start.conditions().isEmpty())
        .forEach(start -> all.add(start.written()));
    return String.join("/", all);
  }

  boolean isValid(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }

  /** Nothing was found that says so: it starts nothing until somebody has. */
  boolean isUnverified() {
    return status.equals(UNVERIFIED);
  }

  boolean starts(String type, Map<String, ?> data) {
    return starts.stream().anyMatch(one -> one.is(type, data));
  }

  boolean ends(String type, Map<String, ?> data) {
    return ends.stream().anyMatch(one -> one.is(type, data));
  }

  boolean cancels(String type, Map<String, ?> data) {
    return cancels.stream().anyMatch(one -> one.is(type, data));
  }

  Question question(Instant start, ZoneId zone, List<Pause> stoodStill) {
    return question(amount, start, zone, stoodStill);
  }

  /** As if it were of another amount: extended, or a warning before. */
  Question question(int other, Instant start, ZoneId zone, List<Pause> stoodStill) {
    return new Question(start, other, unit, zone, calendar, stoodStill);
  }
}
