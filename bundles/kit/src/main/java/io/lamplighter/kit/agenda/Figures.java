package io.lamplighter.kit.agenda;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** How an {@link Agenda} is getting on, counted anew every so often. */
final class Figures {
  private static final Duration OLD = Duration.ofSeconds(10);
  private static final double MILLIS = 1_000;

  private final Map<String, String> labels;
  private final LongAdder taken = new LongAdder();
  private volatile Waiting waiting = new Waiting(0, null);
  private volatile Instant counted = Instant.MIN;

  /**
   * @param things that are due
   * @param since when the first of them has been; null without any
   */
  record Waiting(long things, @Nullable Instant since) {}

  Figures(String table) {
    labels = Map.of("agenda", table);
  }

  boolean areOld(Instant now) {
    return counted.isBefore(now.minus(OLD));
  }

  void note(Waiting waiting, Instant now) {
    this.waiting = waiting;
    counted = now;
  }

  void took(int things) {
    taken.add(things);
  }

  List<Metric> metrics(Instant now) {
    Instant since = waiting.since();
    return List.of(
        new Metric(
            "lamp_agenda_due",
            "Things that are due and not done",
            Type.GAUGE,
            labels,
            waiting.things()),
        new Metric(
            "lamp_agenda_late_seconds",
            "How long the first of them has been due",
            Type.GAUGE,
            labels,
            since == null ? 0 : Duration.between(since, now).toMillis() / MILLIS),
        new Metric(
            "lamp_agenda_taken_total",
            "Things that were taken",
            Type.COUNTER,
            labels,
            taken.doubleValue()));
  }
}
