package io.lamplighter.dispatch;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A crew has a place for an order once another one of its goes to a third crew: looked for when no
 * crew has one as it is. Both are served as promised.
 *
 * @param place of the order
 * @param moves the number of the other one
 * @param moved its place
 */
record Exchange(Tour.Place place, String moves, Tour.Place moved) {
  private static final Comparator<Exchange> CHEAPEST =
      Comparator.comparing(Exchange::cost).thenComparing(Exchange::moves);

  private Duration cost() {
    return place.cost().plus(moved.cost());
  }

  /** The one that costs least; null when there is none. */
  static @Nullable Exchange find(List<Tour> tours, Job job) {
    Exchange best = null;
    for (Tour tour : tours) {
      if (tour.shift().onCall() || tour.shift().never(job) != null) {
        continue;
      }
      List<Tour> others = new ArrayList<>(tours);
      others.remove(tour);
      for (Tour.Stop stop : tour.stops()) {
        boolean fixed = stop.job().isHeld() || stop.job().urgent() || stop.job().pin() != null;
        String no = stop.job().order();
        Tour.Place place = fixed ? null : tour.without(no).placeFor(job);
        Tour.Place moved = place == null ? null : Places.cheapest(others, stop.job());
        if (place != null && moved != null) {
          Exchange one = new Exchange(place, no, moved);
          best = best == null || CHEAPEST.compare(one, best) < 0 ? one : best;
        }
      }
    }
    return best;
  }

  /**
   * Has it done, if there is one.
   *
   * @param tours of the crews that may have the order, whose days are locked; they change
   * @param why as {@link Hand#give}
   * @return the order as it is then; null when nothing was done
   */
  static @Nullable WorkOrder carryOut(Hand hand, WorkOrder order, List<Tour> tours, String why)
      throws SQLException {
    Exchange found = find(tours, order.looseJob(hand.now()));
    WorkOrder other = found == null ? null : hand.row(found.moves());
    if (found == null || other == null || other.wish() != null) {
      return null;
    }
    for (Tour.Place place : List.of(found.moved(), found.place())) {
      tours.replaceAll(tour -> tour.shift().equals(place.tour().shift()) ? place.tour() : tour);
    }
    hand.give(other, found.moved(), why);
    return hand.give(order, found.place(), why);
  }
}
