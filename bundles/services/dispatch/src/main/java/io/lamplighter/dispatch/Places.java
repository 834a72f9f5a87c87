package io.lamplighter.dispatch;

import io.lamplighter.dispatch.Tour.Answer;
import io.lamplighter.dispatch.Tour.No;
import io.lamplighter.dispatch.Tour.Place;
import io.lamplighter.dispatch.Tour.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where in a tour there is a place for one more, and why there is none. */
final class Places {
  /** So much longer than its shift a crew stays for a promise that no other can keep. */
  static final Duration OVERTIME = Duration.ofMinutes(60);

  private static final Comparator<Place> CHEAPEST =
      Comparator.comparing(Place::cost).thenComparing(place -> place.stop().start());

  private final Tour tour;
  private final List<Stop> stops;

  Places(Tour tour) {
    this.tour = tour;
    this.stops = tour.stops();
  }

  /** In the tour that grows least; null when there is no place in any. */
  static @Nullable Place cheapest(List<Tour> tours, Job job) {
    return cheapest(tours, tour -> tour.with(job) instanceof Place place ? place : null);
  }

  /**
   * The one that costs least of what each tour has to offer, the earlier of two; null when none
   * has.
   */
  static @Nullable Place cheapest(List<Tour> tours, Function<Tour, @Nullable Place> placing) {
    Place best = null;
    for (Tour tour : tours) {
      Place place = placing.apply(tour);
      if (place != null && (best == null || CHEAPEST.compare(place, best) < 0)) {
        best = place;
      }
    }
    return best;
  }

  /** The best place for one more, or why there is none. */
  Answer with(Job job) {
    Reason never = never(job);
    if (never != null) {
      return new No(never);
    }
    Place best = placeFor(job);
    return best == null ? new No(why(job)) : best;
  }

  /** The best place for one that the crew can do; null when there is none. */
  @Nullable Place placeFor(Job job) {
    return hasTimeFor(job, Duration.ZERO) ? place(job, false, Duration.ZERO) : null;
  }

  /** As {@link #with}, only where room is left for what nobody knows yet; null when nowhere is. */
  @Nullable Place roomFor(Job job) {
    return tour.firm().with(job.firm()) instanceof Place place ? at(place.position(), job) : null;
  }

  /**
   * As {@link #with}; when the crew has no time else, it may be at home later by {@link #OVERTIME}.
   */
  @Nullable Place overtimeFor(Job job) {
    return never(job) == null && hasTimeFor(job, OVERTIME) ? place(job, false, OVERTIME) : null;
  }

  /** Whether there would be if there were no ways at all: asked first, because it costs nothing. */
  private boolean hasTimeFor(Job job, Duration more) {
    Span rest = tour.shift().rest();
    Duration there =
        tour.shift().span().length().minus(rest == null ? Duration.ZERO : rest.length());
    return tour.work().plus(job.takes()).compareTo(there.plus(longest(more))) <= 0;
  }

  private Duration longest(Duration overtime) {
    return overtime.compareTo(tour.overtime()) > 0 ? overtime : tour.overtime();
  }

  /**
   * The best place for one that is in danger: whoever has no time for others then is late there, a
   * crew stays longer for it, and one that works only when it is called is called.
   */
  Answer withAtOnce(Job job) {
    Reason never = tour.shift().never(job);
    Place best = never == null ? place(job, true, Duration.ZERO) : null;
    return best == null ? new No(never == null ? Reason.SHIFT : never) : best;
  }

  /**
   * @param first in front of all that is not begun and not as urgent, whatever becomes of that
   * @param overtime that the crew may have, when it has none yet
   */
  private @Nullable Place place(Job job, boolean first, Duration overtime) {
    int from = first ? behindUrgent() : tour.held();
    Place best = null;
    for (int position = from; position <= (first ? from : stops.size()); position++) {
      if (!first && !mayHold(position, job)) {
        continue;
      }
      Place place = at(position, job);
      boolean holds = first ? isAboutInShift(place.stop()) : !isWorse(place, longest(overtime));
      if (holds && (best == null || CHEAPEST.compare(place, best) < 0)) {
        best = place;
      }
    }
    return best;
  }

  /** Whether it would hold if there were no ways: a tour is played only where it may. */
  private boolean mayHold(int position, Job job) {
    boolean soon = job.mayBegin(position == 0 ? tour.now() : stops.get(position - 1).leave());
    Instant wanted = job.earliest();
    if (!soon || wanted == null || position == stops.size()) {
      return soon;
    }
    Stop next = stops.get(position);
    Instant free = wanted.plus(job.takes());
    return !free.isAfter(next.start()) || next.job().mayBegin(free);
  }

  private int behindUrgent() {
    int position = tour.held();
    while (position < stops.size() && stops.get(position).job().urgent()) {
      position++;
    }
    return position;
  }

  private boolean isAboutInShift(Stop stop) {
    return !stop.leave().isAfter(tour.shift().span().to().plus(OVERTIME));
  }

  /** Whether anything in the tour with it is later than before. */
  private boolean isWorse(Place place, Duration longest) {
    if (place.tour().overtime().compareTo(longest) > 0) {
      return true;
    }
    List<Stop> after = place.tour().stops();
    int added = place.position();
    for (int i = 0; i < after.size(); i++) {
      Stop now = after.get(i);
      Stop before = i == added ? null : stops.get(i < added ? i : i - 1);
      if (before != null && now.job().urgent() && now.start().isAfter(before.start())
          || now.late().compareTo(before == null ? Duration.ZERO : before.late()) > 0
          || now.overdue().compareTo(before == null ? Duration.ZERO : before.overdue()) > 0) {
        return true;
      }
    }
    return false;
  }

  /** With one more there, whether or not it holds. */
  private Place at(int position, Job job) {
    Tour longer = tour.insert(position, job);
    Duration more = longer.travel().minus(tour.travel());
    return new Place(longer, position, longer.stops().get(position), more);
  }

  private @Nullable Reason never(Job job) {
    Reason never = tour.shift().never(job);
    return never == null && tour.shift().onCall() ? Reason.ON_CALL : never;
  }

  private Reason why(Job job) {
    Tour alone = tour.again(tour.jobs().stream().filter(Job::isHeld).toList());
    if (alone.placeFor(job) == null) {
      return alone.placeFor(job.undue()) == null ? Reason.SHIFT : Reason.LIMIT;
    }
    boolean pinned = stops.stream().anyMatch(stop -> stop.job().pin() != null);
    Tour loose = pinned ? tour.again(tour.jobs().stream().map(Job::loose).toList()) : tour;
    return pinned && loose.placeFor(job) != null ? Reason.PINNED : Reason.FULL;
  }
}
