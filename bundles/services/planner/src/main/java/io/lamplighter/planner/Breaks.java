package io.lamplighter.planner;

import io.lamplighter.api.planner.Break;
import io.lamplighter.api.planner.Crew;
import java.util.List;

/**
 * The crews' breaks. A node's times are kept once for each number of breaks already taken, its
 * <em>layers</em>: so breaks may lie anywhere and a place for a job is still judged at once.
 */
final class Breaks {
  /** How many layers a node has: one more than the most breaks of a crew. */
  final int layers;

  private final int[] count;
  private final double[] from;
  private final double[] until;
  private final double[] duration;

  /** Until when a tour must be over that has come to this break, and takes neither it nor more. */
  private final double[] over;

  Breaks(List<Crew> crews) {
    int most = crews.stream().mapToInt(crew -> crew.breaks().size()).max().orElse(0);
    layers = most + 1;
    count = new int[crews.size()];
    from = new double[crews.size() * most];
    until = new double[crews.size() * most];
    duration = new double[crews.size() * most];
    over = new double[crews.size() * most];
    for (int crew = 0; crew < count.length; crew++) {
      List<Break> breaks = crews.get(crew).breaks();
      count[crew] = breaks.size();
      for (int i = 0; i < breaks.size(); i++) {
        int at = crew * most + i;
        from[at] = breaks.get(i).window().from();
        until[at] = breaks.get(i).window().until();
        duration[at] = breaks.get(i).duration();
      }
      double owed = Double.POSITIVE_INFINITY;
      for (int at = crew * most + count[crew] - 1; at >= crew * most; at--) {
        owed = Math.min(owed, until[at] < Double.POSITIVE_INFINITY ? until[at] : from[at]);
        over[at] = owed;
      }
    }
  }

  int of(int crew) {
    return count[crew];
  }

  /** When the crew is back from its break {@code index}, ready for it at {@code ready}. */
  double back(int crew, int index, double ready) {
    int at = crew * (layers - 1) + index;
    double begin = Math.max(ready, from[at]);
    return begin <= until[at] + Goal.SLACK ? begin + duration[at] : Double.POSITIVE_INFINITY;
  }

  /** Until when the crew must be ready for its break {@code index} to be back at {@code back}. */
  double ready(int crew, int index, double back) {
    int at = crew * (layers - 1) + index;
    double begin = Math.min(until[at], back - duration[at]);
    return begin >= from[at] - Goal.SLACK ? begin : Double.NEGATIVE_INFINITY;
  }

  /**
   * Until when a tour must be over that took {@code taken} breaks only: one that has not begun when
   * its window ends was due on the tour, and one whose window has no end once that had begun.
   */
  double over(int crew, int taken) {
    return taken == count[crew] ? Double.POSITIVE_INFINITY : over[crew * (layers - 1) + taken];
  }

  double duration(int crew, int index) {
    return duration[crew * (layers - 1) + index];
  }
}
