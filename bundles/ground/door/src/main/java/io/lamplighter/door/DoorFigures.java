package io.lamplighter.door;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the door counts. */
final class DoorFigures {
  private final Map<Answer, LongAdder> answers = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder waited = new LongAdder();
  private final LongAdder turnedAway = new LongAdder();

  void answered(String path, int status) {
    answers.computeIfAbsent(new Answer(path, status / 100), a -> new LongAdder()).increment();
  }

  void beginsToWait() {
    waiting.incrementAndGet();
    waited.increment();
  }

  void stopsWaiting(boolean letIn) {
    waiting.decrementAndGet();
    if (!letIn) {
      turnedAway.increment();
    }
  }

  List<MetricSource.Metric> list(
      Signs<?> signs, Limits limits, ByteBudget budget, Places places, Bodies bodies) {
    List<Metric> metrics = new ArrayList<>();
    answers.forEach(
        (answer, count) ->
            metrics.add(
                new Metric(
                    "lamp_door_requests_total",
                    "Calls answered, by path and class of status",
                    Type.COUNTER,
                    Map.of("path", answer.path(), "status", answer.hundreds() + "xx"),
                    count.sum())));
    for (Signs.Sign<?> sign : signs.all()) {
      metrics.add(
          new Metric(
              "lamp_door_inside",
              "Calls inside a resource now",
              Type.GAUGE,
              Map.of("path", sign.path()),
              sign.gate().inside()));
    }
    metrics.add(gauge("lamp_door_waiting", "Calls waiting for a part now", waiting.get()));
    metrics.add(counter("lamp_door_waited_total", "Calls that had to wait", waited.sum()));
    metrics.add(
        counter("lamp_door_turned_away_total", "Calls that waited in vain", turnedAway.sum()));
    metrics.add(
        counter("lamp_door_limited_total", "Calls refused for being too fast", limits.refused()));
    for (Places.Group group : Places.Group.values()) {
      metrics.add(
          new Metric(
              "lamp_door_places_taken",
              "Calls that hold a thread now, by kind of caller",
              Type.GAUGE,
              Map.of("group", group.name().toLowerCase(Locale.ROOT)),
              places.taken(group)));
    }
    metrics.add(
        gauge("lamp_door_bodies_waiting", "Calls whose body is still coming", bodies.waiting()));
    metrics.add(
        gauge(
            "lamp_door_held_bytes",
            "Bytes of callers in memory, with what was made of them",
            budget.held()));
    metrics.add(
        counter(
            "lamp_door_budget_refused_total",
            "Calls refused for holding too much",
            budget.refused()));
    return metrics;
  }

  private static Metric gauge(String name, String help, double value) {
    return new Metric(name, help, Type.GAUGE, Map.of(), value);
  }

  private static Metric counter(String name, String help, double value) {
    return new Metric(name, help, Type.COUNTER, Map.of(), value);
  }

  private record Answer(String path, int hundreds) {}
}
