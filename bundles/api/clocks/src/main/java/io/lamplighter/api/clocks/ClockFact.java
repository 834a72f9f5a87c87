package io.lamplighter.api.clocks;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a clock. The entry's subject is that of what it runs on, as a request's number;
 * its region is that one's.
 */
public sealed interface ClockFact {
  /**
   * Which clock.
   *
   * @param clock its id
   * @param on the subject it runs on
   * @param rule code of its rule, as in {@code complaint.answer}
   * @param cell the grid cell that answers for it, once it is known
   * @param drill true in a rehearsal, else not there
   * @param mean true when its rule judges the average of a period and promises nothing to one, else
   *     not there
   */
  record About(
      String clock,
      String on,
      String rule,
      String edition,
      @Nullable String cell,
      @Nullable Boolean drill,
      @Nullable Boolean mean) {}

  About about();

  /**
   * @throws IllegalArgumentException when the entry is not one about a clock
   */
  static ClockFact of(Entry entry) {
    return entry.as(ClockFact.class);
  }

  /**
   * @param startedAt when what starts it happened, however late it was read
   * @param dueAt null when it cannot be computed
   * @param note {@code not-computable}, {@code provisional}, or not there
   * @param beaten the rules that were for it too and are less strict, each as code, edition and
   *     issuer
   */
  @FactType(value = "clock.started", says = "A time limit began to run.")
  record Started(
      @Inline About about,
      Instant startedAt,
      @Nullable Instant dueAt,
      @Nullable String note,
      @Nullable List<String> beaten)
      implements ClockFact {}

  /**
   * What proves the pause is not told: somebody wrote it, and it is kept with the clock.
   *
   * @param reason of the table of pauses
   */
  @FactType(value = "clock.paused", says = "A time limit stands still, for a reason of the table.")
  record Paused(@Inline About about, Instant pausedAt, String reason) implements ClockFact {}

  @FactType(value = "clock.resumed", says = "A time limit goes on.")
  record Resumed(@Inline About about, Instant resumedAt, @Nullable Instant dueAt)
      implements ClockFact {}

  /**
   * @param point which of the rule's warning points
   * @param warnAt when it was due to be warned
   * @param seenAt when it was seen
   * @param told whom, along the organisation; logins, or units where nobody is known
   */
  @FactType(value = "clock.warned", says = "A time limit is about to pass.")
  record Warned(
      @Inline About about,
      Instant dueAt,
      String point,
      Instant warnAt,
      Instant seenAt,
      List<String> told)
      implements ClockFact {}

  /**
   * @param dueAt when it was due
   * @param seenAt when it was seen
   */
  @FactType(value = "clock.breached", says = "A time limit has passed.")
  record Breached(@Inline About about, Instant dueAt, Instant seenAt, List<String> told)
      implements ClockFact {}

  /**
   * @param late whether that was after it was due
   */
  @FactType(value = "clock.met", says = "What a time limit waited for has happened.")
  record Met(@Inline About about, Instant metAt, @Nullable Instant dueAt, boolean late)
      implements ClockFact {}

  /**
   * @param why merged, unmerged, cancelled, returned, kind, or rule when it was taken out of force
   * @param under the subject whose clocks count instead, when it was merged
   */
  @FactType(value = "clock.withdrawn", says = "A time limit does not count any more.")
  record Withdrawn(@Inline About about, String why, @Nullable String under) implements ClockFact {}

  /**
   * @param from when it was due
   * @param to when it is due now; null when that cannot be computed
   * @param why pause, extension, merged, unmerged, reopened, calendar or kind
   */
  @FactType(value = "clock.rescheduled", says = "A time limit is due at another time.")
  record Rescheduled(@Inline About about, @Nullable Instant from, @Nullable Instant to, String why)
      implements ClockFact {}
}
