package io.lamplighter.api.clocks;

import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The rules in force: who sets which limit for whom. Everybody who is logged in looks. */
@ProviderType
public interface Limits {
  /**
   * For whom a rule is; an empty list asks for nothing.
   *
   * @param regions prefixes of region codes
   * @param elsewhere whether it is for all regions but these
   */
  record Audience(
      List<String> kinds,
      List<String> classes,
      @Nullable Boolean important,
      List<String> areas,
      List<String> channels,
      List<String> regions,
      boolean elsewhere) {}

  /**
   * One edition of a limit.
   *
   * @param key tells it from all others, also in clocks
   * @param from first day on which a clock starts under it; null since ever
   * @param to last such day; null while it is valid
   * @param starts types of entries, with conditions on their data, as in {@code rules.csv}
   * @param part the later part of the platform that writes its entries; null when they are there
   * @param readings where it counts otherwise than usual
   * @param mean whether it is an average: that judges a period and a cell, never one
   * @param warnings how many of its unit before due somebody is warned
   * @param pauses reasons for which it may stand still
   * @param extension as {@code 1x10}, once by up to 10 of its unit; null for none
   * @param looser whether it takes the place of stricter rules for wider regions
   * @param inForce whether a clock may start under it today
   */
  record Limit(
      String key,
      String code,
      String edition,
      String issuer,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      Audience audience,
      List<String> starts,
      List<String> ends,
      List<String> cancels,
      @Nullable String part,
      int amount,
      String unit,
      String calendar,
      List<String> readings,
      boolean mean,
      List<Integer> warnings,
      @Nullable String ladder,
      List<String> pauses,
      @Nullable String extension,
      boolean looser,
      String status,
      String source,
      boolean inForce) {}

  /**
   * What is wanted; null is anything.
   *
   * @param at those under which a clock may start on that day
   * @param region those for that region
   */
  record Wanted(
      @Nullable String code,
      @Nullable String issuer,
      @Nullable LocalDate at,
      @Nullable String region) {}

  /** A column in which two editions differ, as it is written in the file. */
  record Difference(String column, String was, String is) {}

  /**
   * What one code comes to on what has happened.
   *
   * @param clocks how many would have run
   * @param late how many of them would have been late
   * @param lateNow how many were, by the rules in force
   * @param notComputable how many nobody could compute
   * @param more subjects that would have been late and were not, the first of them
   * @param fewer subjects that were late and would not have been, the first of them
   */
  record Outcome(
      String code,
      int clocks,
      int late,
      int lateNow,
      int notComputable,
      List<String> more,
      List<String> fewer) {}

  /**
   * A set of rules tried on what has happened.
   *
   * @param from of the first entry that was looked at; null when there was none
   * @param whole false when there were more entries than are looked at
   */
  record Trial(
      int rules,
      @Nullable Instant from,
      Instant to,
      int entries,
      int subjects,
      boolean whole,
      List<Outcome> outcomes) {}

  /** In the order of their codes, then as they stand in the file. */
  List<Limit> find(Caller caller, Wanted wanted);

  /**
   * From one edition to another.
   *
   * @param from key of the one
   * @param to key of the other
   * @throws io.lamplighter.api.Refusal.NotFound {@code rule.unknown}
   */
  List<Difference> differences(Caller caller, String from, String to);

  /** What is wrong with the company's own files, which therefore are not in force; null if not. */
  @Nullable String mistake(Caller caller);

  /**
   * What another {@code rules.csv} would have found in the last month; nothing is kept. Averages
   * are left out: they never are late. For supervisors, integrators and administrators, within
   * their region.
   *
   * @throws io.lamplighter.api.Refusal.Invalid naming the line that is wrong as {@code
   *     /lines/<line>}
   * @throws io.lamplighter.api.Refusal.TooMany while another one is tried
   */
  Trial tryOut(Caller caller, String csv);
}
