package io.lamplighter.journal;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through the heads kept outside the database, in order of their numbers. */
final class HeadsReader implements AutoCloseable {
  private final BufferedReader lines;
  private final long until;
  private @Nullable Block next;
  private long lineNumber;
  private long broken;

  HeadsReader(BufferedReader lines, long until) throws IOException {
    this.lines = lines;
    this.until = until;
    advance();
  }

  private void advance() throws IOException {
    next = null;
    while (next == null) {
      String line = lines.readLine();
      if (line == null) {
        return;
      }
      lineNumber++;
      next = HeadLine.parse(line);
      if (next == null && broken == 0) {
        broken = lineNumber;
      }
    }
    if (next.head().number() > until) {
      next = null;
    }
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

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
