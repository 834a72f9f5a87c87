package io.lamplighter.intake.meters;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What was taken in since the start. */
final class MeterFigures {
  private final LongAdder stored = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder setAside = new LongAdder();

  void count(int newEvents, int repeated, int kept) {
    stored.add(newEvents);
    duplicates.add(repeated);
    setAside.add(kept);
  }

  List<Metric> metrics(boolean connected) {
    return List.of(
        counter("lamp_meter_events_total", "Meter events stored", stored),
        counter("lamp_meter_events_repeated_total", "Meter events known already", duplicates),
        counter("lamp_meter_set_aside_total", "Messages and events set aside", setAside),
        new Metric(
            "lamp_meter_broker_connected",
            "Whether the MQTT broker is connected",
            Type.GAUGE,
            Map.of(),
            connected ? 1 : 0));
  }

  private static Metric counter(String name, String help, LongAdder value) {
    return new Metric(name, help, Type.COUNTER, Map.of(), value.doubleValue());
  }
}
