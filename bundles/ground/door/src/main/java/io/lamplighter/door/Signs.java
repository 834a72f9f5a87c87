package io.lamplighter.door;

import io.lamplighter.kit.neighbour.Gate;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The paths that are or will be answered here. A path counts while somebody answers it, while an
 * installed bundle announces it, and for a while after the last one left: that one is probably
 * being replaced.
 */
final class Signs<T> {
  /** How long a path is remembered, and how long after a departure waiting still makes sense. */
  static final Duration MEMORY = Duration.ofMinutes(2);

  private final Map<String, Sign<T>> byPath = new ConcurrentHashMap<>();
  private final Semaphore waitingRoom;
  private final Duration memory;
  private volatile List<Sign<T>> longestFirst = List.of();

  Signs(Semaphore waitingRoom) {
    this(waitingRoom, MEMORY);
  }

  Signs(Semaphore waitingRoom, Duration memory) {
    this.waitingRoom = waitingRoom;
    this.memory = memory;
  }

  /** The sign of {@code path}, put up if there is none. */
  Sign<T> at(String path) {
    String trimmed = path.length() > 1 && path.endsWith("/") ? cut(path) : path;
    Sign<T> sign = byPath.computeIfAbsent(trimmed, p -> new Sign<>(p, new Gate<>(waitingRoom)));
    longestFirst =
        byPath.values().stream()
            .sorted(Comparator.comparingInt((Sign<T> s) -> s.path.length()).reversed())
            .toList();
    return sign;
  }

  private static String cut(String path) {
    return path.substring(0, path.length() - 1);
  }

  /** The sign with the longest path that {@code uri} is at or below. */
  @Nullable Sign<T> find(String uri) {
    for (Sign<T> sign : longestFirst) {
      if (sign.covers(uri) && (sign.announced() || sign.gate.occupiedWithin(memory))) {
        return sign;
      }
    }
    return null;
  }

  /** How long a call at {@code sign} should wait: not at all where nobody has been for long. */
  Duration patience(Sign<T> sign, Duration usual) {
    return sign.gate.emptyFor().compareTo(memory) > 0 ? Duration.ZERO : usual;
  }

  Collection<Sign<T>> all() {
    return longestFirst;
  }

  /** One path. */
  static final class Sign<T> {
    private final String path;
    private final Gate<T> gate;
    private final AtomicInteger announcements = new AtomicInteger();

    private Sign(String path, Gate<T> gate) {
      this.path = path;
      this.gate = gate;
    }

    String path() {
      return path;
    }

    Gate<T> gate() {
      return gate;
    }

    void announce() {
      announcements.incrementAndGet();
    }

    void withdraw() {
      announcements.decrementAndGet();
    }

    private boolean announced() {
      return announcements.get() > 0;
    }

    private boolean covers(String uri) {
      if (!uri.startsWith(path)) {
        return false;
      }
      return uri.length() == path.length()
          || path.equals("/")
          || uri.charAt(path.length()) == '/'
          || uri.charAt(path.length()) == ';';
    }
  }
}
