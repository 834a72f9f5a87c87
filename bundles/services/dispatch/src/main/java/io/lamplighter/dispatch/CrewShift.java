package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One shift of a crew, with whoever is there then: what a tour is planned within.
 *
 * @param day on which the shift begins, in the house's zone
 * @param home where the tour begins and ends; null when nobody knows
 * @param rest when its break is taken, between two jobs; null without one
 * @param people how many are there
 * @param skills what they have a valid certificate for on that day, or need none for
 * @param onCall whether it works only when called (值班), so nothing is planned for it
 */
record CrewShift(
    String crew,
    String station,
    String region,
    LocalDate day,
    Span span,
    @Nullable Span rest,
    @Nullable Location home,
    int people,
    Set<String> skills,
    boolean onCall) {
  /** One part in so many of what is left of a shift is kept free. */
  private static final int SPARE = 9;

  CrewShift {
    skills = Set.copyOf(skills);
  }

  /** Without what is kept free for what nobody knows yet: less and less as the shift goes on. */
  CrewShift firm(Instant now) {
    Instant from = now.isBefore(span.from()) ? span.from() : now;
    if (!from.isBefore(span.to())) {
      return this;
    }
    Instant to = span.to().minus(Duration.between(from, span.to()).dividedBy(SPARE));
    return new CrewShift(
        crew, station, region, day, new Span(span.from(), to), rest, home, people, skills, onCall);
  }

  /** Why its crew can never do it; null when it can. */
  @Nullable Reason never(Job job) {
    if (!skills.containsAll(job.skills())) {
      return Reason.SKILL;
    }
    return people < job.people() ? Reason.PEOPLE : null;
  }
}
