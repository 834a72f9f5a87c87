package io.lamplighter.camel;

import io.lamplighter.camel.SubjectLanes.Lane;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what becomes of a message whose attempt failed: it is tried again after a rest, parked in
 * the end, or waits with all others while their partner is away. Not thread-safe.
 */
final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private final FollowSettings settings;
  private final InstantSource clock;
  private final Circuit circuit = new Circuit();

  Retries(FollowSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** What is to be done with the message. */
  enum Fate {
    /** Tried again when a message may go. */
    AGAIN,
    /** Tried again after a rest of its own. */
    LATER,
    PARKED
  }

  /**
   * What is to be done.
   *
   * @param rest of the message, for {@link Fate#LATER}
   * @param partnersRest nothing goes to the partner so long: then call {@link #rested}; null when
   *     none begins
   */
  record Verdict(Fate fate, Duration rest, @Nullable Duration partnersRest) {}

  /** So many messages may be out now. */
  int width() {
    return circuit.width(settings.parallel());
  }

  /** Since when the partner is away; null while it is not. */
  @Nullable Instant blockedSince() {
    return circuit.since();
  }

  void forget() {
    circuit.passed();
  }

  void rested() {
    circuit.rested();
  }

  void passed() {
    if (circuit.since() != null) {
      LOG.info("Reader {}: its partner is back", settings.reader());
    }
    circuit.passed();
  }

  /** The first message of a lane has failed. */
  Verdict failed(Lane lane, Failure failure) {
    Duration partnersRest = partnersRest(lane, failure);
    if (circuit.since() != null) {
      return new Verdict(Fate.AGAIN, Duration.ZERO, partnersRest);
    }
    boolean counts = failure.kind() != Failure.Kind.AWAY;
    lane.failedAgain(counts, System.nanoTime());
    if (lane.attempts() == 1) {
      LOG.warn(
          "Reader {}: {} of {} failed and is tried again: {}",
          settings.reader(),
          lane.first().entry().cursor(),
          lane.first().subject(),
          failure.cause());
    }
    return givesUp(lane, counts)
        ? new Verdict(Fate.PARKED, Duration.ZERO, null)
        : new Verdict(Fate.LATER, settings.backoff().after(lane.attempts()), null);
  }

  private @Nullable Duration partnersRest(Lane lane, Failure failure) {
    if (failure.kind() == Failure.Kind.MESSAGE) {
      circuit.passed();
      return null;
    }
    Duration told = failure.retryAfter();
    if (!circuit.failed(lane.attempts() == 0, told != null, clock.instant())) {
      return null;
    }
    if (circuit.rests() == 1) {
      LOG.warn(
          "Reader {}: its partner is away, messages wait: {}", settings.reader(), failure.cause());
    }
    Duration rest = settings.backoff().after(circuit.rests());
    return told != null && told.compareTo(rest) > 0 ? told : rest;
  }

  private boolean givesUp(Lane lane, boolean counts) {
    return counts
        ? lane.counted() >= settings.attempts()
        : System.nanoTime() - lane.failingSince() >= settings.patience().toNanos();
  }
}
