package io.lamplighter.clocks;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How long after it was due it is said that a clock is late. */
final class Lateness {
  private static final double MILLIS = 1_000;

  private final LongAdder count = new LongAdder();
  private final LongAdder sum = new LongAdder();
  private final AtomicLong most = new AtomicLong();

  void note(Duration late) {
    long millis = Math.max(0, late.toMillis());
    count.increment();
    sum.add(millis);
    most.accumulateAndGet(millis, Math::max);
  }

  List<Metric> metrics() {
    return List.of(
        metric("lamp_clocks_fired_total", "Clocks seen to be late", Type.COUNTER, count.sum()),
        metric(
            "lamp_clocks_fired_late_by_seconds_total",
            "How long after they were due, added up",
            Type.COUNTER,
            sum.sum() / MILLIS),
        metric(
            "lamp_clocks_fired_late_by_seconds_max",
            "How long after it was due the worst of them was seen",
            Type.GAUGE,
            most.get() / MILLIS));
  }

  static Metric metric(String name, String help, Type type, double value) {
    return new Metric(name, help, type, Map.of(), value);
  }
}
