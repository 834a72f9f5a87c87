package io.lamplighter.api.clocks;

import io.lamplighter.api.clocks.Answer.Day;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A limit (时限) on one subject by one rule, as it stands.
 *
 * @param id its rule and the entry that began it, so that the same journal gives the same
 * @param on the subject it runs on, as a request's number
 * @param rule code of the rule, as in {@code complaint.answer}; with edition and issuer it says
 *     which
 * @param cell the grid cell that answers for it, once it is known
 * @param holder who has what it runs on (首接责任人), once somebody has
 * @param mean whether the rule judges the average of a period: then it is never late by itself
 * @param startedAt when what began it happened
 * @param dueAt null while it is paused, when it cannot be computed, and of a mean
 * @param next what is said of it next, null when nothing is
 * @param note {@code not-computable}, {@code provisional}, or null
 * @param breachedAt when it was seen that it is late; null when it was not
 * @param endedAt when what it waited for happened, or it was withdrawn
 * @param why it was withdrawn: merged, unmerged, cancelled, returned, kind or rule
 * @param under the subject whose clocks count instead
 * @param lentBy id of the clock merged under this one whose limit counts here, being earlier
 * @param extensions how often it was given more time
 * @param days those looked at, one by one; empty for minutes and hours
 * @param beaten the rules that were for it too and are less strict
 * @param pauses when it stood still, in order
 */
public record Clock(
    String id,
    String on,
    String rule,
    String edition,
    String issuer,
    String region,
    @Nullable String cell,
    @Nullable String holder,
    boolean mean,
    State state,
    Instant startedAt,
    @Nullable Instant dueAt,
    @Nullable Next next,
    @Nullable String note,
    @Nullable Instant breachedAt,
    @Nullable Instant endedAt,
    @Nullable String why,
    @Nullable String under,
    @Nullable String lentBy,
    int extensions,
    List<Day> days,
    List<String> beaten,
    List<Stop> pauses,
    long version) {
  public Clock {
    days = List.copyOf(days);
    beaten = List.copyOf(beaten);
    pauses = List.copyOf(pauses);
  }

  /** How it stands. */
  public enum State {
    RUNNING,
    /** It stands still, for a reason of the table; it cannot be late. */
    PAUSED,
    /** It is late, and waits for its end still. */
    BREACHED,
    /** What it waited for has happened; late, when it was breached. */
    MET,
    /** It does not count any more. */
    WITHDRAWN;

    /** As written outside: lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A warning, that it is late, or a step up the ladder.
   *
   * @param point which, as in {@code -30 minutes} and {@code due}
   * @param tells whom, if it came now: logins, or units and roles where nobody is known; empty when
   *     nobody is told
   */
  public record Next(String point, Instant at, List<String> tells) {
    public Next {
      tells = List.copyOf(tells);
    }
  }

  /**
   * A time in which it stood still.
   *
   * @param to null while it lasts
   * @param reason of the table of pauses
   * @param evidence what proves it, as an entry's id or a document's number
   */
  public record Stop(Instant from, @Nullable Instant to, String reason, String evidence) {}
}
