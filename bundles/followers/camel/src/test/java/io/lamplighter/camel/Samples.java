package io.lamplighter.camel;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.retry.Backoff;
import io.lamplighter.store.AnyType;
import io.lamplighter.store.TestHouse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What the tests of this bundle share. */
final class Samples {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-22T08:00:00Z"));

  private Samples() {}

  /** Contexts with a desk; routes that follow the journal can be built but not run. */
  @SuppressWarnings("NullAway")
  static RouteContexts contexts(@Nullable Desk desk) {
    return contexts(desk, null);
  }

  @SuppressWarnings("NullAway")
  static RouteContexts contexts(@Nullable Desk desk, Couriers couriers) {
    return contexts(desk, couriers, new TestHouse());
  }

  @SuppressWarnings("NullAway")
  static RouteContexts contexts(@Nullable Desk desk, Couriers couriers, House house) {
    Components components = new Components();
    components.put("desk", () -> new DeskComponent(desk));
    components.put("journal", () -> new JournalComponent(couriers, new AnyType()));
    return new RouteContexts(components, Path.of("target"), new Secrets(), house, CLOCK);
  }

  static FollowSettings settings(String reader, int attempts) {
    Backoff backoff = new Backoff(Duration.ofMillis(4), Duration.ofMillis(20), new Random(7));
    return new FollowSettings(
        reader, Set.of(), "", true, 8, attempts, backoff, Duration.ofMinutes(5));
  }

  /** As an endpoint without further options has them. */
  static FollowSettings settings(String reader, Set<String> types) {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(7));
    return new FollowSettings(reader, types, "", true, 8, 8, backoff, Duration.ofDays(1));
  }

  static Entry entry(long position, String subject) {
    return new Entry(
        new Cursor(1, position),
        "request.received",
        subject,
        "330602",
        "web",
        "/lamplighter/desk",
        CLOCK.instant(),
        Map.of("n", (int) position));
  }

  /** Waits for a condition, not for a time. */
  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still waiting: " + what);
      }
      Thread.sleep(5);
    }
  }
}
