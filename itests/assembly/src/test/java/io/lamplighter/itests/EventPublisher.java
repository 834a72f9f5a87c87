package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A concentrator that publishes one event after the other, each again until it is acknowledged, and
 * keeps books of that.
 */
final class EventPublisher implements AutoCloseable {
  static final String USER = "meter-1";
  static final String OWN = "meters/330602/" + USER + "/events";
  private static final String LOST = "3.26.9.185";
  private static final Duration SOON = Duration.ofMinutes(2);

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final List<String> failures = new ArrayList<>();
  private final String prefix;
  private final Concentrator concentrator;
  private final Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Thread thread;
  private volatile boolean closed;

  /**
   * @param prefix of the meters' numbers
   */
  EventPublisher(String prefix, Concentrator concentrator) {
    this.prefix = prefix;
    this.concentrator = concentrator;
    thread = new Thread(this::run, prefix);
    thread.start();
  }

  private void run() {
    for (int i = 0; !closed; i++) {
      String meter = prefix + "-" + i;
      while (!acknowledged.contains(meter) && !closed) {
        try {
          concentrator.publish(OWN, Concentrator.event(meter, LOST, at));
          acknowledged.add(meter);
        } catch (Exception e) {
          synchronized (failures) {
            failures.add(e.toString());
          }
          pause();
        }
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      closed = true;
    }
  }

  void awaitMore(int more) throws Exception {
    int wanted = acknowledged.size() + more;
    Await.until(SOON, this::toString, () -> acknowledged.size() >= wanted);
  }

  /** Every acknowledged event is stored once, and is in the journal once. After closing. */
  void balance(Books books) throws Exception {
    String stored = "select count(*) from meters.event where meter like '" + prefix + "-%'";
    // As sets: one by one it is a look at the whole table for each.
    String missing =
        "select count(*) from (select unnest(string_to_array('"
            + String.join(",", acknowledged)
            + "', ',')) except select meter from meters.event) missing";
    Await.untilDone(
        SOON, () -> this + ", stored " + books.number(stored), () -> books.number(missing));
    // One that was sent but not acknowledged before the end may be there too, and may just come.
    String journaled =
        "select count(*) from meters.event e left join (select subject, count(*) as entries"
            + " from journal.entry where type = 'meter-event.received' group by subject) j"
            + " on j.subject = e.meter where e.meter like '"
            + prefix
            + "-%' and j.entries is distinct from 1";
    assertEquals(0, books.number(journaled), "one entry for each event");
  }

  @Override
  public void close() throws Exception {
    closed = true;
    thread.join();
    concentrator.close();
  }

  @Override
  public String toString() {
    synchronized (failures) {
      return prefix
          + ": "
          + acknowledged.size()
          + " acknowledged, not at once "
          + failures.size()
          + failures.stream().distinct().limit(5).toList();
    }
  }
}
