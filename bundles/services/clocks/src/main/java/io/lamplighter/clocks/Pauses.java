package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Question.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a clock stands still after its start: apart from each other and in order, so that no time is
 * counted twice. A pause holds its time from {@code from} up to, not at, {@code to}.
 */
final class Pauses {
  private final List<Pause> apart;

  private Pauses(List<Pause> apart) {
    this.apart = apart;
  }

  /**
   * @param start what lies before it is no pause of this clock
   * @param pauses none ends before it begins
   */
  static Pauses of(Instant start, List<Pause> pauses) {
    List<Pause> sorted =
        pauses.stream()
            .sorted(Comparator.comparing(Pause::from))
            .map(p -> since(start, p))
            .toList();
    List<Pause> apart = new ArrayList<>();
    for (Pause next : sorted) {
      if (next.from().equals(next.to())) {
        continue;
      }
      Pause last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (last == null || (last.to() != null && last.to().isBefore(next.from()))) {
        apart.add(next);
      } else {
        apart.set(apart.size() - 1, new Pause(last.from(), later(last.to(), next.to())));
      }
    }
    return new Pauses(List.copyOf(apart));
  }

  private static Pause since(Instant start, Pause pause) {
    Instant from = pause.from().isBefore(start) ? start : pause.from();
    Instant to = pause.to() != null && pause.to().isBefore(from) ? from : pause.to();
    return new Pause(from, to);
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return null;
    }
    return one.isAfter(other) ? one : other;
  }

  /** The first instant by which it has run so long since {@code from}; null when it never will. */
  @Nullable Instant after(Instant from, Duration running) {
    Instant at = from;
    Duration left = running;
    for (Pause pause : apart) {
      if (pause.to() != null && !pause.to().isAfter(at)) {
        continue;
      }
      Duration until =
          pause.from().isAfter(at) ? Duration.between(at, pause.from()) : Duration.ZERO;
      if (left.compareTo(until) <= 0) {
        break;
      }
      if (pause.to() == null) {
        return null;
      }
      left = left.minus(until);
      at = pause.to();
    }
    return at.plus(left);
  }

  /** How long it runs from one instant to another. */
  Duration running(Instant from, Instant to) {
    Duration running = Duration.between(from, to);
    for (Pause pause : apart) {
      Instant begins = pause.from().isBefore(from) ? from : pause.from();
      Instant ends = pause.to() == null || pause.to().isAfter(to) ? to : pause.to();
      if (begins.isBefore(ends)) {
        running = running.minus(Duration.between(begins, ends));
      }
    }
    return running;
  }

  /**
   * Whether it stands still right before an instant: at the end of a day, whether the day ends
   * without it. A pause that begins then does not touch it, as what is done at due is in time.
   */
  boolean over(Instant instant) {
    return apart.stream()
        .anyMatch(
            pause ->
                pause.from().isBefore(instant)
                    && (pause.to() == null || !pause.to().isBefore(instant)));
  }

  /** Whether it has stood still since before an instant, and nobody knows until when. */
  boolean openBefore(Instant instant) {
    Pause last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
    return last != null && last.to() == null && last.from().isBefore(instant);
  }
}
