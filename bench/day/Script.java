import java.util.Comparator;
import java.util.PriorityQueue;

/** What happens when, one thing after the other; a thing may bring further ones. */
final class Script {
  @FunctionalInterface
  interface Scene {
    void play() throws Exception;
  }

  private static final int SHOWN = 10;

  private record Event(double at, long number, Scene scene) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
  private final Times times;
  private int refusals;
  private long count;
  private double now = Double.NEGATIVE_INFINITY;

  Script(Times times) {
    this.times = times;
  }

  /**
   * @param minute of the day
   */
  void at(double minute, Scene scene) {
    events.add(new Event(minute, count++, scene));
  }

  /** The minute of what happens now; the clocks may be a little later already. */
  double now() {
    return now;
  }

  /** Until nothing more happens. */
  void play() throws Exception {
    while (!events.isEmpty()) {
      Event next = events.remove();
      times.until(next.at());
      now = next.at();
      try {
        next.scene().play();
      } catch (IllegalStateException refused) {
        refused(refused);
      }
    }
  }

  /** The day goes on without what the API would not do. */
  private void refused(IllegalStateException refused) {
    refusals++;
    if (refusals <= SHOWN) {
      System.out.println("  " + Math.round(now) + " " + refused.getMessage());
    }
  }

  /** Calls that were refused and should not have been. */
  int refusals() {
    return refusals;
  }
}
