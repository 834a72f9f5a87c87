package io.lamplighter.planner;

import java.util.Arrays;

/** A set of numbers below a bound, walked by index; the last one fills the gap of one removed. */
final class IntSet {
  private final int[] items;
  private final int[] where;
  private int size;

  IntSet(int bound) {
    items = new int[bound];
    where = new int[bound];
    Arrays.fill(where, -1);
  }

  int size() {
    return size;
  }

  int get(int index) {
    return items[index];
  }

  boolean contains(int item) {
    return where[item] >= 0;
  }

  boolean add(int item) {
    if (contains(item)) {
      return false;
    }
    where[item] = size;
    items[size++] = item;
    return true;
  }

  void remove(int item) {
    int gap = where[item];
    if (gap >= 0) {
      int last = items[--size];
      items[gap] = last;
      where[last] = gap;
      where[item] = -1;
    }
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      where[items[i]] = -1;
    }
    size = 0;
  }
}
