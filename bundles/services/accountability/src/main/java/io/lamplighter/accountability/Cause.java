package io.lamplighter.accountability;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.visits.VisitFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What gives reason for a file.
 *
 * @param key the same is one file
 * @param code of the time limit, or of the rule that has found it, or {@link #JUSTIFIED}
 * @param at when it happened
 * @param entry the one that says so
 * @param also what else shows it, and is not about the same
 */
record Cause(
    String key,
    String on,
    String region,
    @Nullable String cell,
    String code,
    boolean byRule,
    Instant at,
    Cursor entry,
    List<Cursor> also) {
  /** Code of what is neither a limit nor found by rule. */
  static final String JUSTIFIED = "complaint-justified";

  /** A limit has passed. */
  static Cause of(ClockFact.Breached breach, Entry entry) {
    ClockFact.About about = breach.about();
    return new Cause(
        // The same clock may pass once more, when it was due at another time.
        "clock " + about.clock() + " " + breach.dueAt(),
        about.on(),
        entry.region(),
        about.cell(),
        about.rule(),
        false,
        breach.dueAt(),
        entry.cursor(),
        List.of());
  }

  /**
   * A rule has found something.
   *
   * @param what tells it from what the same rule finds of the same subject at another time
   */
  static Cause of(
      FindingRule rule,
      Entry entry,
      String on,
      @Nullable String cell,
      String what,
      List<Cursor> also) {
    return found(rule, entry, on, cell, on + " " + what, also);
  }

  /** A complaint was found justified: once, however often it is said. */
  static Cause of(RequestFact.About about, Entry entry) {
    return new Cause(
        JUSTIFIED + " " + about.requestNo(),
        about.requestNo(),
        entry.region(),
        about.cell(),
        JUSTIFIED,
        false,
        entry.time(),
        entry.cursor(),
        List.of());
  }

  /**
   * A rule has found something in many scores.
   *
   * @param what tells this run of them from all others of the rule
   */
  static Cause of(
      FindingRule rule, Entry entry, VisitFact.About about, String what, List<Cursor> also) {
    return found(rule, entry, about.requestNo(), about.cell(), what, also);
  }

  private static Cause found(
      FindingRule rule,
      Entry entry,
      String on,
      @Nullable String cell,
      String what,
      List<Cursor> also) {
    return new Cause(
        rule.code() + " " + what,
        on,
        entry.region(),
        cell,
        rule.code(),
        true,
        entry.time(),
        entry.cursor(),
        also);
  }

  /** Nobody has moved it in time. */
  static Cause held(FindingRule rule, Watched one) {
    return new Cause(
        rule.code() + " " + one.no() + " " + one.moved(),
        one.no(),
        one.region(),
        one.cell(),
        rule.code(),
        true,
        one.due(rule),
        one.moved(),
        List.of());
  }
}
