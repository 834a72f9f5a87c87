package io.lamplighter.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The break of a shift while the shift is played through. Nobody works or drives during it; work
 * begun before it is done first, and it is as long then.
 */
final class Rest {
  /** So much later than it is on the roster it may begin, for work to be done first. */
  static final Duration LATE = Duration.ofMinutes(45);

  /** And so much for a promise to be kept. */
  private static final Duration LATEST = Duration.ofMinutes(90);

  private static final Duration JUST_NOW = Duration.ofMinutes(5);

  private final @Nullable Span planned;
  private final Instant now;
  private @Nullable Span had;

  /**
   * @param planned as it is on the roster; null when there is none
   */
  Rest(@Nullable Span planned, Instant now) {
    this.planned = planned;
    this.now = now;
  }

  /** To try what would be, with this one as it is. */
  Rest copy() {
    Rest copy = new Rest(planned, now);
    copy.had = had;
    return copy;
  }

  /** When it is taken; null as long as it was not. */
  @Nullable Span had() {
    return had;
  }

  /** It is had when it is on the roster. */
  Span asPlanned() {
    had = Objects.requireNonNull(planned);
    return had;
  }

  /**
   * Who has had the time for it before something that was done has had it.
   *
   * @param end of what was before that
   */
  void before(Span done, Instant end) {
    if (had == null && planned != null) {
      Span first = from(end, planned);
      boolean isHad = !done.from().isBefore(first.to());
      if (isHad || !done.from().isBefore(planned.to())) {
        had = isHad ? first : planned;
      }
    }
  }

  /**
   * Whether it comes after a job that begins then.
   *
   * @param end of what is before the job
   */
  boolean isAfter(Job job, Instant start, Instant end) {
    if (had != null || planned == null) {
      return false;
    }
    Instant leave = start.plus(job.takes());
    if (!leave.isAfter(planned.from())) {
      return true;
    }
    boolean soon = start.isBefore(planned.from()) && !leave.isAfter(planned.from().plus(LATE));
    Instant promised = job.pin() == null ? job.to() : null;
    // Who had nothing to do when it was time for the break is having it.
    boolean isFree = !now.isAfter(from(end, planned).from().plus(JUST_NOW));
    boolean must =
        promised != null
            && promised.isBefore(planned.to())
            && !start.isAfter(promised)
            && !leave.isAfter(planned.from().plus(LATEST));
    return soon || must && isFree;
  }

  /**
   * When the crew goes on that is free then: first comes the break, when it is time for it.
   *
   * @param end of what is before that
   */
  Instant begin(Instant end, Instant free) {
    Instant begin = Tour.later(end, free);
    if (had == null && planned != null && !begin.isBefore(planned.from())) {
      had = from(end, planned);
    }
    return had == null || begin.isBefore(had.from()) ? begin : Tour.later(begin, had.to());
  }

  /** When a way that begins then is over: the break is taken where the crew happens to be. */
  Instant after(Instant begin, Duration way) {
    Instant there = begin.plus(way);
    if (had != null || planned == null || !there.isAfter(planned.from())) {
      return there;
    }
    had = planned;
    return there.plus(planned.length());
  }

  /** As long as planned, when what is before it is over. */
  private static Span from(Instant end, Span planned) {
    Instant first = Tour.later(end, planned.from());
    return new Span(first, first.plus(planned.length()));
  }
}
