package io.lamplighter.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place outside this machine that is given every head, so that nobody here can take one back. */
interface Anchor {
  /** The number of the last head that it has. */
  long reached() throws IOException;

  void take(List<Block> heads) throws IOException, InterruptedException;

  /** Whether the last head is enough for it: it stands for all before. */
  default boolean wantsLast() {
    return false;
  }

  /** Whether what it takes leaves the house. */
  default boolean isOutside() {
    return true;
  }

  /** What it has, where that can be read back. */
  @Nullable BufferedReader read() throws IOException;
}
