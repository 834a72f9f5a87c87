package io.lamplighter.planner;

import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Watch;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** How much of a search's effort is spent. Shared by its threads. */
class WorkBudget {
  private final Effort effort;
  private final Watch watch;
  private final LongSupplier nanos;
  private final long began;
  private volatile Plan.@Nullable Ending ended;

  /**
   * @param nanos a clock for durations, as {@link System#nanoTime} is
   */
  WorkBudget(Effort effort, Watch watch, LongSupplier nanos) {
    this.effort = effort;
    this.watch = watch;
    this.nanos = nanos;
    began = nanos.getAsLong();
  }

  double seconds() {
    return (nanos.getAsLong() - began) / 1e9;
  }

  /** From 0 to 1, which is the end. */
  double spent(long iterations) {
    if (over()) {
      return 1;
    }
    if (!left(iterations)) {
      return 1;
    }
    double ofIterations = (double) iterations / effort.iterations();
    return Math.min(1, Math.max(ofIterations, seconds() / effort.seconds()));
  }

  /** Whether a search may go on that has changed the plan so often. */
  boolean left(long iterations) {
    return iterations < effort.iterations();
  }

  /** Time is up, the caller has had enough, or the target is reached. */
  boolean over() {
    if (ended == null) {
      if (watch.cancelled()) {
        ended = Plan.Ending.CANCELLED;
      } else if (seconds() >= effort.seconds()) {
        ended = Plan.Ending.SPENT;
      }
    }
    return ended != null;
  }

  /** Ends it when {@code best} leaves nothing out and is as short as was asked for. */
  void offer(Snapshot best) {
    if (ended == null && best.absent == 0 && best.distance <= effort.target()) {
      ended = Plan.Ending.TARGET;
    }
  }

  /** There is nothing better to find. */
  void exhausted() {
    if (ended == null) {
      ended = Plan.Ending.TARGET;
    }
  }

  Plan.Ending ending() {
    return ended == null ? Plan.Ending.SPENT : ended;
  }
}
