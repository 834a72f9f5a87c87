package io.lamplighter.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Goes through heads kept outside the database, in order of their numbers. */
final class HeadsReader implements AutoCloseable {
  private final BufferedReader lines;
  private final Deque<Block> ahead = new ArrayDeque<>();
  private @Nullable Block next;
  private long lineNumber;
  private long broken;
  private long contradicted;

  /**
   * @param lines of a log of heads, or pages of the list that nodes give over HTTP
   */
  HeadsReader(BufferedReader lines) throws IOException {
    this.lines = lines;
    advance();
  }

  private void advance() throws IOException {
    Block before = next;
    next = read();
    while (next != null && before != null && next.head().number() <= before.head().number()) {
      boolean repeated = next.head().hash().equals(before.head().hash());
      // The same head again is what a process puts back after somebody touched the log.
      if (!repeated && contradicted == 0) {
        contradicted = lineNumber;
      }
      next = read();
    }
  }

  private @Nullable Block read() throws IOException {
    while (ahead.isEmpty()) {
      String line = lines.readLine();
      if (line == null) {
        return null;
      }
      lineNumber++;
      ahead.addAll(HeadLine.parseAll(line));
      if (ahead.isEmpty() && broken == 0) {
        broken = lineNumber;
      }
    }
    return ahead.remove();
  }

  /** The head of that number, null when there is none; lower ones are passed. */
  @Nullable Block at(long number) throws IOException {
    while (next != null && next.head().number() < number) {
      advance();
    }
    return next != null && next.head().number() == number ? next : null;
  }

  /** The next head from that number on. */
  @Nullable Block from(long number) throws IOException {
    at(number);
    return next;
  }

  /** The first line that is no head, 0 when all are. */
  long broken() {
    return broken;
  }

  /** A line that says something else than an earlier one, 0 when there is none. */
  long contradicted() {
    return contradicted;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
