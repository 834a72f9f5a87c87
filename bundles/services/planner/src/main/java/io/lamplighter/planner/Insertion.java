package io.lamplighter.planner;

import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where one more job fits into a plan as it is: each crew's best place, and the best of them. Where
 * it fits nowhere, jobs of lower priority make room: as few and as light ones as possible. When
 * time is up, the best found until then.
 */
final class Insertion {
  private static final int CANDIDATES = 3;

  /** So many jobs in a row are given up at most. */
  private static final int DISPLACED = 3;

  private final Day day;
  private final Problem problem;
  private final Tours tours;
  private final Scan scan;
  private final int job;
  private final BooleanSupplier over;
  private final Spot spot = new Spot();
  private final List<Found> found = new ArrayList<>();

  /**
   * @param over time is up
   */
  Insertion(Day day, Plan plan, Job asked, BooleanSupplier over) {
    this.over = over;
    PlanReader reader = new PlanReader(day, plan, asked);
    this.day = reader.day();
    job = reader.job();
    tours = reader.tours();
    problem = tours.problem;
    scan = new Scan(tours, 0, new Dice(0), over);
  }

  /** A crew's best place: {@code displaced} jobs from {@code first} on make room. */
  private record Found(
      int crew, int after, double cost, int first, int displaced, double displacedWeight) {}

  List<Candidate> candidates() {
    for (int crew = 0; crew < problem.crews && !over.getAsBoolean(); crew++) {
      spot.clear();
      scan.scan(crew, job, spot);
      if (spot.crew != Tours.NONE) {
        found.add(new Found(crew, spot.after, spot.cost, Tours.NONE, 0, 0));
      }
    }
    if (found.isEmpty()) {
      for (int crew = 0; crew < problem.crews; crew++) {
        if (problem.kinds.allowed(crew, job)) {
          preempt(crew);
        }
      }
    }
    Comparator<Found> lightest = Comparator.comparingDouble(Found::displacedWeight);
    found.sort(lightest.thenComparingDouble(Found::cost));
    CandidateWriter writer = new CandidateWriter(day, tours, job);
    return found.stream()
        .limit(CANDIDATES)
        .map(f -> writer.write(f.crew(), f.after(), f.cost(), f.first(), f.displaced()))
        .toList();
  }

  private void preempt(int crew) {
    @Nullable Found best = null;
    int end = problem.end(crew);
    int first = problem.start(crew);
    while (!over.getAsBoolean() && tours.next[first] != end) {
      first = tours.next[first];
      int node = first;
      double weight = 0;
      for (int count = 1; count <= DISPLACED && mayLeave(node); count++) {
        weight += problem.weight[node];
        node = tours.next[node];
        if (best == null || weight <= best.displacedWeight()) {
          best = better(best, without(crew, first, count, weight));
        }
      }
    }
    if (best != null) {
      found.add(best);
    }
  }

  /** Lighter than the new one; and what is pinned stays. */
  private boolean mayLeave(int node) {
    return node < problem.jobs
        && problem.weight[node] < problem.weight[job]
        && day.jobs().get(node).pinned() == null;
  }

  private static @Nullable Found better(@Nullable Found best, Found other) {
    if (other.crew() == Tours.NONE) {
      return best;
    }
    boolean lighter =
        best == null
            || other.displacedWeight() < best.displacedWeight()
            || (other.displacedWeight() == best.displacedWeight() && other.cost() < best.cost());
    return lighter ? other : best;
  }

  /** The crew's best place when {@code count} jobs from {@code first} on have left. */
  private Found without(int crew, int first, int count, double weight) {
    double before = tours.cost();
    int[] out = take(crew, first, count);
    spot.clear();
    if (tours.refresh(crew)) {
      scan.scan(crew, job, spot);
    }
    Found result =
        new Found(spot.crew, spot.after, tours.cost() - before + spot.cost, first, count, weight);
    put(crew, out);
    return result;
  }

  /** Takes jobs out; the node before them and they themselves. */
  private int[] take(int crew, int first, int count) {
    int[] out = new int[count + 1];
    out[0] = tours.previous[first];
    for (int i = 1; i <= count; i++) {
      out[i] = tours.next[out[0]];
      tours.remove(out[i]);
    }
    return out;
  }

  private void put(int crew, int[] out) {
    for (int i = 1; i < out.length; i++) {
      tours.insert(out[i], out[i - 1], crew);
    }
    tours.refresh(crew);
  }
}
