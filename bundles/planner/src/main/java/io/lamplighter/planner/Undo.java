package io.lamplighter.planner;

import java.util.Arrays;

/** Remembers tours before they are changed, to bring them back when the change was no good. */
final class Undo {
  private final Tours tours;
  private final IntSet touched;
  private final int[] ends;
  private int[] kept;
  private int filled;

  Undo(Tours tours) {
    this.tours = tours;
    touched = new IntSet(tours.problem.crews);
    ends = new int[tours.problem.crews];
    kept = new int[tours.problem.jobs + 1];
  }

  /** From here on: what is now is what comes back. */
  void mark() {
    touched.clear();
    filled = 0;
  }

  /** Call before a tour's first change. */
  void keep(int crew) {
    if (!touched.add(crew)) {
      return;
    }
    if (filled + tours.size[crew] > kept.length) {
      kept = Arrays.copyOf(kept, 2 * (filled + tours.size[crew]));
    }
    int end = tours.problem.end(crew);
    for (int n = tours.next[tours.problem.start(crew)]; n != end; n = tours.next[n]) {
      kept[filled++] = n;
    }
    ends[touched.size() - 1] = filled;
  }

  void undo() {
    for (int i = 0; i < touched.size(); i++) {
      tours.clear(touched.get(i));
    }
    int from = 0;
    for (int i = 0; i < touched.size(); i++) {
      tours.fill(touched.get(i), kept, from, ends[i]);
      from = ends[i];
    }
    mark();
  }
}
