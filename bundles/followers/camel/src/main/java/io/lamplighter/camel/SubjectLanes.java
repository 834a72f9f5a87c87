package io.lamplighter.camel;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages that wait, a lane for each subject: only the first of a lane may be out, the others
 * follow in order. Not thread-safe.
 */
final class SubjectLanes {
  private final Map<String, Lane> lanes = new HashMap<>();
  private final ArrayDeque<Lane> ready = new ArrayDeque<>();
  private int size;

  /** One subject's messages, and how the first of them has fared so far. */
  static final class Lane {
    private final String subject;
    private final ArrayDeque<Parcel> messages = new ArrayDeque<>();
    private int attempts;
    private int counted;
    private long failingSince;

    private Lane(String subject) {
      this.subject = subject;
    }

    Parcel first() {
      return messages.element();
    }

    /** Failed attempts at the first message. */
    int attempts() {
      return attempts;
    }

    /** {@link System#nanoTime} of its first failed attempt. */
    long failingSince() {
      return failingSince;
    }

    /** Those of them that count against it. */
    int counted() {
      return counted;
    }

    void failedAgain(boolean counts, long nanoTime) {
      if (attempts++ == 0) {
        failingSince = nanoTime;
      }
      counted += counts ? 1 : 0;
    }
  }

  void add(Parcel message) {
    Lane lane = lanes.get(message.subject());
    if (lane == null) {
      lane = new Lane(message.subject());
      lanes.put(message.subject(), lane);
      ready.add(lane);
    }
    lane.messages.add(message);
    size++;
  }

  /** A lane whose first message may go now; it stays out until one of the calls below. */
  @Nullable Lane next() {
    return ready.poll();
  }

  /** Its first message is delivered. */
  void delivered(Lane lane) {
    lane.messages.remove();
    lane.attempts = 0;
    lane.counted = 0;
    size--;
    if (lane.messages.isEmpty()) {
      lanes.remove(lane.subject);
    } else {
      ready.add(lane);
    }
  }

  /** Its first message may be tried again, after the others that are ready. */
  void again(Lane lane) {
    if (has(lane)) {
      ready.add(lane);
    }
  }

  /** Whether the lane is still one of these. */
  boolean has(Lane lane) {
    return lanes.get(lane.subject) == lane;
  }

  /** Takes a lane away with all that is in it. */
  void remove(Lane lane) {
    lanes.remove(lane.subject);
    size -= lane.messages.size();
  }

  void clear() {
    lanes.clear();
    ready.clear();
    size = 0;
  }

  int size() {
    return size;
  }

  /** When the oldest of them was written; null when none waits. */
  @Nullable Instant oldest() {
    return lanes.values().stream()
        .map(lane -> lane.first().entry().time())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
