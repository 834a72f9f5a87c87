package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A work order as a tour knows it.
 *
 * @param people at least so many (two-person rule)
 * @param from the work begins no earlier; null when any time will do
 * @param to the work begins no later
 * @param due a limit that still can be kept: the work begins no later
 * @param pin when it begins, whatever else moves; null when the tour may move it
 * @param done from when until when the crew is or was at it; nothing is put before it
 * @param departed since when the crew is on its way to it: nothing is put before it; null when it
 *     is not
 * @param urgent of the highest priority: nothing that is put in makes it later
 */
record Job(
    String order,
    Duration takes,
    @Nullable Location at,
    Set<String> skills,
    int people,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Instant due,
    @Nullable Instant pin,
    @Nullable Span done,
    @Nullable Instant departed,
    boolean urgent) {
  private static final Duration MARGIN = Duration.ofMinutes(30);

  Job {
    skills = Set.copyOf(skills);
  }

  /** One that nothing binds. */
  static Job of(
      String order, int minutes, int people, Collection<String> skills, @Nullable Location at) {
    return new Job(
        order,
        Duration.ofMinutes(minutes),
        at,
        Set.copyOf(skills),
        people,
        null,
        null,
        null,
        null,
        null,
        null,
        false);
  }

  /** The same within a promise. */
  Job within(Span promise) {
    return new Job(
        order,
        takes,
        at,
        skills,
        people,
        promise.from(),
        promise.to(),
        due,
        null,
        null,
        null,
        urgent);
  }

  /** The same, beginning then and not moved. */
  Job pinnedAt(Instant start) {
    return new Job(order, takes, at, skills, people, from, to, due, start, done, departed, urgent);
  }

  /** The same, beginning no earlier than that. */
  Job notBefore(Instant start) {
    Instant begin = from == null || from.isBefore(start) ? start : from;
    return new Job(order, takes, at, skills, people, begin, to, due, null, done, departed, urgent);
  }

  /** The same, as far as it goes without a pin. */
  Job loose() {
    return new Job(order, takes, at, skills, people, from, to, due, null, done, departed, urgent);
  }

  /** The same, which may begin up to then, promised or not. */
  Job until(Instant latest) {
    Instant limit = due == null || due.isAfter(latest) ? due : latest;
    return new Job(
        order, takes, at, skills, people, from, latest, limit, pin, done, departed, urgent);
  }

  /**
   * The same with room for what takes longer than thought before it: planned to begin a while
   * before what was promised is over.
   */
  Job firm() {
    if (to == null || pin != null || isHeld()) {
      return this;
    }
    Duration quarter = from == null ? MARGIN : Duration.between(from, to).dividedBy(4);
    Instant firm = to.minus(quarter.compareTo(MARGIN) < 0 ? quarter : MARGIN);
    return new Job(order, takes, at, skills, people, from, firm, due, null, done, departed, urgent);
  }

  /** The same, without a limit. */
  Job undue() {
    return new Job(order, takes, at, skills, people, from, to, null, pin, done, departed, urgent);
  }

  /** It begins no earlier; null when any time will do. */
  @Nullable Instant earliest() {
    return pin == null ? from : pin;
  }

  /** It begins no later, by what was promised or pinned; null when any time will do. */
  @Nullable Instant latest() {
    return pin == null ? to : pin;
  }

  /** It begins no later, by what was promised and by its limit; null when any time will do. */
  @Nullable Instant last() {
    return to == null || due != null && due.isBefore(to) ? due : to;
  }

  /** Whether it is neither late nor overdue when it begins then. */
  boolean mayBegin(Instant at) {
    Instant latest = latest();
    return (latest == null || !at.isAfter(latest)) && (due == null || !at.isAfter(due));
  }

  /** Whether nothing may be put before it any more. */
  boolean isHeld() {
    return done != null || departed != null;
  }
}
