package io.lamplighter.intake.meters;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Messages that came in while a batch is stored. Bounded: when there is more than memory should
 * hold, whoever brings the next waits, and with it the broker.
 */
final class Waiting {
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /**
   * What is stored in one transaction: long enough to pay, short enough that a request on another
   * channel meets a pause. With 500 it takes twice as long in a burst, and 8 % more are stored.
   */
  private static final int BATCH_MESSAGES = 200;

  private static final int BATCH_BYTES = 512 * 1024;

  private final BlockingQueue<Incoming> messages = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_BYTES);

  void add(Incoming message) throws InterruptedException {
    room.acquire(Math.min(message.payload().length, MOST_BYTES));
    messages.add(message);
  }

  /**
   * Moves into {@code batch} what goes into one transaction, and waits a moment for the first.
   *
   * @param batch stays empty when nothing came
   */
  void take(List<Incoming> batch, long waitMillis) throws InterruptedException {
    Incoming next = messages.poll(waitMillis, TimeUnit.MILLISECONDS);
    int bytes = 0;
    while (next != null) {
      batch.add(next);
      bytes += next.payload().length;
      room.release(Math.min(next.payload().length, MOST_BYTES));
      Incoming following = messages.peek();
      boolean fits =
          following != null
              && batch.size() < BATCH_MESSAGES
              && bytes + following.payload().length <= BATCH_BYTES;
      next = fits ? messages.poll() : null;
    }
  }

  /** Whoever still waits for room is let go; what it brings comes again. */
  void close() {
    room.release(MOST_BYTES);
  }
}
