package io.lamplighter.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What comes out of a file row by row, kept page by page; tells now and then how far it is. */
final class RowPages<R> {
  private static final int TELL = 100_000;

  private final Loads loads;
  private final Load load;
  private final int size;
  private final Consumer<List<R>> keeper;
  private final List<R> page;
  private long read;

  /**
   * @param keeper gets each page, never an empty one
   */
  RowPages(Loads loads, Load load, int size, Consumer<List<R>> keeper) {
    this.loads = loads;
    this.load = load;
    this.size = size;
    this.keeper = keeper;
    this.page = new ArrayList<>(size);
  }

  /** Rows taken so far. */
  long read() {
    return read;
  }

  void add(R row) {
    page.add(row);
    read++;
    if (page.size() == size) {
      flush();
    }
    if (read % TELL == 0) {
      loads.progress(load, read);
    }
  }

  void flush() {
    if (!page.isEmpty()) {
      keeper.accept(page);
      page.clear();
    }
  }
}
