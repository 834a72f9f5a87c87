package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that can be told to take nothing. */
final class FakeSink implements EventSink {
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private boolean slow;
  private boolean closed;
  private int writesWhileSlow;

  synchronized void slow(boolean slow) {
    this.slow = slow;
  }

  @Override
  public synchronized boolean ready() {
    return !slow;
  }

  @Override
  public synchronized void write(byte[] bytes) {
    if (slow) {
      writesWhileSlow++;
    }
    taken.writeBytes(bytes);
    notifyAll();
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean closed() {
    return closed;
  }

  synchronized int writesWhileSlow() {
    return writesWhileSlow;
  }

  synchronized String text() {
    return taken.toString(StandardCharsets.UTF_8);
  }

  synchronized long count(String part) {
    return text().lines().filter(part::equals).count();
  }

  /** Waits until it looks as {@code wanted}; woken by every write and the end. */
  synchronized void await(String what, Predicate<FakeSink> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!wanted.test(this)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        fail(what + ", but it got:\n" + text());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
