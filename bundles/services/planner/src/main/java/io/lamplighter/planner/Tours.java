package io.lamplighter.planner;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Who drives where: each crew's tour as a chain of nodes from its start to its end, with the times
 * that let a place for a job be judged at once. Jobs without a tour are absent.
 */
final class Tours {
  static final int NONE = -1;
  final Problem problem;
  final int layers;
  final int[] next;
  final int[] previous;

  /** Per job: its crew, or {@link #NONE}. */
  final int[] crew;

  /** Per node: the distance to the next. */
  final double[] leg;

  /** Per node and layer: when the crew can leave at the earliest, that many breaks taken. */
  final double[] ready;

  /** Per node and layer: when the crew must be there at the latest, that many breaks taken. */
  final double[] latest;

  /** Per crew. */
  final double[] load;

  final int[] size;
  private final double[] cost;

  /** Crews with a job, in no order. */
  final IntSet used;

  final IntSet absent;

  /** At most so many crews may have a job. */
  int mostUsed;

  /** Null where limits hold. */
  final @Nullable Lateness lateness;

  /** How many nodes were looked at so far, here and by those who look for places. */
  long work;

  private double total;

  Tours(Problem problem) {
    this.problem = problem;
    layers = problem.breaks.layers;
    next = new int[problem.nodes];
    previous = new int[problem.nodes];
    crew = new int[problem.jobs];
    leg = new double[problem.nodes];
    ready = new double[problem.nodes * layers];
    latest = new double[problem.nodes * layers];
    load = new double[problem.crews];
    size = new int[problem.crews];
    cost = new double[problem.crews];
    used = new IntSet(problem.crews);
    absent = new IntSet(problem.jobs);
    mostUsed = problem.crews;
    lateness = problem.goal.soft() ? new Lateness(this) : null;
    Arrays.fill(crew, NONE);
    for (int job = 0; job < problem.jobs; job++) {
      absent.add(job);
    }
    for (int c = 0; c < problem.crews; c++) {
      link(problem.start(c), problem.end(c));
      refresh(c);
    }
  }

  private void link(int from, int to) {
    next[from] = to;
    previous[to] = from;
  }

  /**
   * Puts an absent job behind {@code node} into a crew's tour; {@link #refresh} is due after it.
   */
  void insert(int job, int node, int toCrew) {
    link(job, next[node]);
    link(node, job);
    crew[job] = toCrew;
    load[toCrew] += problem.demand[job];
    if (size[toCrew]++ == 0) {
      used.add(toCrew);
    }
    absent.remove(job);
  }

  /** Takes a job out of its tour; {@link #refresh} is due after it. */
  void remove(int job) {
    int from = crew[job];
    link(previous[job], next[job]);
    crew[job] = NONE;
    load[from] -= problem.demand[job];
    if (--size[from] == 0) {
      used.remove(from);
      load[from] = 0;
    }
    absent.add(job);
  }

  /**
   * Puts {@code jobs[from] … jobs[to - 1]}, which are absent, behind {@code node} in that order.
   * False as for {@link #refresh}.
   */
  boolean append(int toCrew, int node, int[] jobs, int from, int to) {
    int last = node;
    for (int i = from; i < to; i++) {
      insert(jobs[i], last, toCrew);
      last = jobs[i];
    }
    return refresh(toCrew);
  }

  /** Takes what comes after {@code node} into {@code jobs}; how many. {@link #refresh} is due. */
  int takeAfter(int node, int[] jobs) {
    int count = 0;
    while (next[node] < problem.jobs) {
      jobs[count++] = next[node];
      remove(next[node]);
    }
    return count;
  }

  /** A crew of that kind without a job, or {@link #NONE}. */
  int idle(int kind) {
    for (int member : problem.kinds.members(kind)) {
      if (size[member] == 0) {
        return member;
      }
    }
    return NONE;
  }

  void clear() {
    for (int crew = 0; crew < problem.crews; crew++) {
      clear(crew);
    }
  }

  void clear(int crew) {
    empty(crew);
    refresh(crew);
  }

  /** Takes all jobs out of a tour; {@link #refresh} is due after it. */
  void empty(int crew) {
    int start = problem.start(crew);
    while (next[start] != problem.end(crew)) {
      remove(next[start]);
    }
  }

  /** Computes a tour's times and cost anew; false when it breaks a limit. */
  boolean refresh(int crew) {
    work += size[crew] + 1;
    double way = forward(crew);
    boolean fits = backward(crew);
    double price = 0;
    if (size[crew] > 0) {
      price = problem.goal.distance() * way;
    }
    if (lateness != null) {
      price += lateness.refresh(crew);
    }
    setCost(crew, price);
    return fits && price < Double.POSITIVE_INFINITY;
  }

  double cost(int crew) {
    return cost[crew];
  }

  void setCost(int crew, double price) {
    total += price - cost[crew];
    cost[crew] = price;
    if (!Double.isFinite(total)) {
      // A tour had a way that is not there; what is left of it is no number to go on from.
      total = Arrays.stream(cost).sum();
    }
  }

  private double forward(int c) {
    int node = problem.start(c);
    int end = problem.end(c);
    int at = node * layers;
    double distance = 0;
    ready[at] = problem.open[node];
    Arrays.fill(ready, at + 1, at + layers, Double.POSITIVE_INFINITY);
    takeBreaks(c, ready, at);
    while (node != end) {
      int to = next[node];
      double way = problem.roads.out(problem.place[node], problem.place[to]);
      double time = problem.roads.timeOut(problem.place[node], problem.place[to]);
      leg[node] = way;
      distance += way;
      for (int k = 0; k < layers; k++) {
        ready[to * layers + k] = problem.ready(to, ready[node * layers + k] + time);
      }
      if (layers > 1 && to != end) {
        takeBreaks(c, ready, to * layers);
      }
      node = to;
    }
    return distance;
  }

  /** In each layer: the crew may also come from the layer below by taking a break here. */
  void takeBreaks(int c, double[] times, int at) {
    for (int k = 0; k < problem.breaks.of(c); k++) {
      times[at + k + 1] = Math.min(times[at + k + 1], problem.breaks.back(c, k, times[at + k]));
    }
  }

  private boolean backward(int c) {
    int node = problem.end(c);
    int start = problem.start(c);
    for (int k = 0; k < layers; k++) {
      latest[node * layers + k] =
          k > problem.breaks.of(c)
              ? Double.NEGATIVE_INFINITY
              : Math.min(problem.close[node], problem.breaks.over(c, k));
    }
    while (node != start) {
      stepBack(c, previous[node], node);
      node = previous[node];
    }
    return latest[start * layers] >= problem.open[start] - Goal.SLACK;
  }

  /** Until when the crew must be at {@code from}, going on to {@code to}. */
  void stepBack(int c, int from, int to) {
    double time = problem.roads.timeOut(problem.place[from], problem.place[to]);
    double back = Double.NEGATIVE_INFINITY;
    for (int k = layers - 1; k >= 0; k--) {
      double leave = latest[to * layers + k] - time;
      if (k < problem.breaks.of(c)) {
        leave = Math.max(leave, problem.breaks.ready(c, k, back));
      }
      back = leave;
      double begin = Math.min(problem.close[from], leave - problem.service[from]);
      boolean fits = begin >= problem.open[from] - Goal.SLACK;
      latest[from * layers + k] = fits ? begin : Double.NEGATIVE_INFINITY;
    }
  }

  double cost() {
    return total;
  }

  double distance() {
    double sum = 0;
    for (int i = 0; i < used.size(); i++) {
      sum += distance(used.get(i));
    }
    return sum;
  }

  double distance(int crew) {
    if (size[crew] == 0) {
      return 0;
    }
    double sum = 0;
    for (int n = problem.start(crew); n != problem.end(crew); n = next[n]) {
      sum += leg[n];
    }
    return sum;
  }

  /** What the way on from a node is worth: who has no job stays at home. */
  double saved(int crew, int node) {
    return size[crew] == 0 ? 0 : leg[node];
  }

  /** How much of the distance lies between jobs, not on the way out or home; 1 where none does. */
  double shareBetweenJobs() {
    double between = 0;
    for (int job = 0; job < problem.jobs; job++) {
      between += crew[job] != NONE && next[job] < problem.jobs ? leg[job] : 0;
    }
    return between > 0 ? between / distance() : 1;
  }

  /** How bad it is that the absent jobs are left out. */
  double missed() {
    double missed = 0;
    for (int i = 0; i < absent.size(); i++) {
      missed += problem.weight[absent.get(i)];
    }
    return missed;
  }
}
