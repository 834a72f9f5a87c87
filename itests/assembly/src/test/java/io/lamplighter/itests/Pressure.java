package io.lamplighter.itests;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One channel's partner, who sends without pause and keeps the book of what was acknowledged; what
 * was not, he sends again, as every careful partner does.
 */
final class Pressure implements AutoCloseable {
  private static final long BREATH_MILLIS = 25;
  private static final long REST_MILLIS = 100;
  private static final long LAST_CALL_MILLIS = 40_000;

  /** How the channel's protocol hands one message in. */
  @FunctionalInterface
  interface Edge {
    /**
     * @param number of the message; the same again is the same message
     * @return what its request is known by, once it is acknowledged
     * @throws Exception when it was not
     */
    String send(int number) throws Exception;
  }

  private final String name;
  private final Edge edge;
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile int again;
  private volatile String lastFailure = "none";
  private volatile boolean over;

  Pressure(String name, Edge edge) {
    this.name = name;
    this.edge = edge;
    thread = new Thread(this::send, "pressure-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  /** What the acknowledged messages' requests are known by. */
  Set<String> acknowledged() {
    return acknowledged;
  }

  private void send() {
    try {
      for (int number = 1; !over; number++) {
        while (!sent(number)) {
          again++;
          if (over) {
            return;
          }
          TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        }
        TimeUnit.MILLISECONDS.sleep(BREATH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean sent(int number) {
    try {
      acknowledged.add(edge.send(number));
      return true;
    } catch (Exception | AssertionError notTaken) {
      lastFailure = notTaken.toString();
      return false;
    }
  }

  /** Sends nothing new, and waits for what is on its way. */
  @Override
  public void close() throws InterruptedException {
    over = true;
    thread.join(LAST_CALL_MILLIS);
  }

  @Override
  public String toString() {
    return name
        + ": "
        + acknowledged.size()
        + " acknowledged, "
        + again
        + " sent again, last "
        + lastFailure;
  }
}
