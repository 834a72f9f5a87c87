package io.lamplighter.harness;

import static io.lamplighter.harness.PlanChecker.crew;
import static io.lamplighter.harness.PlanChecker.order;
import static io.lamplighter.harness.PlanChecker.time;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.PlanChecker.Fault;
import io.lamplighter.harness.PlanChecker.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** One crew's day against the rules; the checker's. */
final class TourCheck {
  private static final Set<String> DONE = Set.of("arrived", "finished", "failed", "cancelled");
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final PlanChecker rules;
  private final JsonNode tour;
  private final Set<String> seen;
  private final List<Fault> faults;
  private final JsonNode crew;
  private final Instant from;
  private final Instant to;
  private Instant free;
  private JsonNode at;
  private boolean atHome = true;

  TourCheck(PlanChecker rules, JsonNode tour, Set<String> seen, List<Fault> faults) {
    this.rules = rules;
    this.tour = tour;
    this.seen = seen;
    this.faults = faults;
    crew = rules.knownCrew(crew(tour));
    from = time(tour.path("shift").path("from"));
    to = time(tour.path("shift").path("to"));
    free = from;
    at = crew == null ? null : crew.path("location");
  }

  void check() {
    if (crew == null) {
      faults.add(new Fault(Rule.SKILL, crew(tour), "", "is no crew that is known"));
      return;
    }
    boolean open = false;
    for (JsonNode stop : tour.path("stops")) {
      boolean done = DONE.contains(stop.path("state").asText());
      once(stop);
      if (!done) {
        there(stop);
        may(stop);
        inTime(stop);
      }
      open = !done;
      free = time(stop.path("leave"));
      at = stop.path("location");
      atHome = false;
    }
    Duration home = rules.drive().time(at, crew.path("location"));
    if (open && gap(free, to).plus(CLOSE).compareTo(home) < 0) {
      faults.add(
          new Fault(Rule.SHIFT, crew(tour), "", "is free at " + free + ", " + home + " away"));
    }
  }

  private void once(JsonNode stop) {
    Instant start = time(stop.path("start"));
    Instant leave = time(stop.path("leave"));
    Duration takes = Duration.ofMinutes(stop.path("minutes").asLong());
    boolean done = DONE.contains(stop.path("state").asText());
    that(seen.add(order(stop)), Rule.OVERLAP, stop, "is there twice");
    if (!atHome) {
      that(!start.plus(CLOSE).isBefore(free), Rule.OVERLAP, stop, "begins in another's time");
    }
    if (!done) {
      Duration planned = Duration.between(start, leave).plus(CLOSE);
      that(planned.compareTo(takes) >= 0, Rule.OVERLAP, stop, "has too little time");
    }
  }

  /** It can be there by then. */
  private void there(JsonNode stop) {
    Instant arrive = time(stop.path("arrive"));
    Instant start = time(stop.path("start"));
    Duration way = rules.drive().time(at, stop.path("location"));
    that(
        gap(free, arrive).plus(CLOSE).compareTo(way) >= 0,
        atHome ? Rule.SHIFT : Rule.TRAVEL,
        stop,
        "is there at " + arrive + ", " + way + " from where it was free at " + free);
    that(!start.plus(CLOSE).isBefore(arrive), Rule.TRAVEL, stop, "begins before it is there");
    JsonNode rest = tour.path("rest");
    if (rest.isObject()) {
      that(
          !start.isBefore(time(rest.path("to")).minus(CLOSE))
              || !time(stop.path("leave")).isAfter(time(rest.path("from")).plus(CLOSE)),
          Rule.BREAK,
          stop,
          "is worked at during the break");
    }
  }

  /** The crew may and can do it. */
  private void may(JsonNode stop) {
    JsonNode kind = rules.kind(stop.path("kind").asText());
    if (kind == null) {
      that(false, Rule.SKILL, stop, "is of no kind that is known");
      return;
    }
    int people = Math.min(tour.path("people").asInt(), crew.path("members").size());
    that(people >= kind.path("people").asInt(), Rule.PEOPLE, stop, "has " + people + " people");
    for (JsonNode skill : kind.path("skills")) {
      holds(stop, skill.asText());
    }
  }

  private void holds(JsonNode stop, String skill) {
    LocalDate day = LocalDate.ofInstant(to.minusNanos(1), rules.zone());
    boolean ever = false;
    boolean now = false;
    for (JsonNode member : crew.path("members")) {
      for (JsonNode one : member.path("skills")) {
        if (one.path("skill").asText().equals(skill)) {
          ever = true;
          JsonNode last = one.path("validTo");
          now |= !last.isTextual() || !LocalDate.parse(last.asText()).isBefore(day);
        }
      }
    }
    that(now, ever ? Rule.CERTIFICATE : Rule.SKILL, stop, "needs " + skill);
  }

  /** As it was promised, and within its limit. */
  private void inTime(JsonNode stop) {
    Instant start = time(stop.path("start"));
    boolean fixed = stop.path("pinned").asBoolean();
    if (stop.path("from").isTextual() && !fixed) {
      that(
          !start.plus(CLOSE).isBefore(time(stop.path("from")))
              && !start.minus(CLOSE).isAfter(time(stop.path("to"))),
          Rule.WINDOW,
          stop,
          "begins at " + start);
    }
    if (stop.path("due").isTextual() && stop.path("problems").isEmpty()) {
      Instant due = time(stop.path("due"));
      that(!start.minus(CLOSE).isAfter(due), Rule.LIMIT, stop, "is due at " + due);
    }
  }

  /** Of the time between, what is not the break. */
  private Duration gap(Instant begin, Instant end) {
    Duration gap = Duration.between(begin, end);
    JsonNode rest = tour.path("rest");
    if (!rest.isObject()) {
      return gap;
    }
    Instant restFrom = time(rest.path("from"));
    Instant restTo = time(rest.path("to"));
    Instant first = begin.isAfter(restFrom) ? begin : restFrom;
    Instant last = end.isBefore(restTo) ? end : restTo;
    return first.isBefore(last) ? gap.minus(Duration.between(first, last)) : gap;
  }

  private void that(boolean holds, Rule rule, JsonNode stop, String says) {
    if (!holds) {
      faults.add(new Fault(rule, crew(tour), order(stop), says));
    }
  }
}
