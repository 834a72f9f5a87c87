package io.lamplighter.api.health;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Gives figures for {@code /metrics} when asked (whiteboard). Must answer at once, from memory. */
@ConsumerType
public interface MetricSource {
  List<Metric> metrics();

  /**
   * @param name Prometheus name, as in {@code lamp_requests_received_total}; ends in {@code _total}
   *     for a counter
   */
  record Metric(String name, String help, Type type, Map<String, String> labels, double value) {}

  /** Prometheus type. */
  enum Type {
    COUNTER,
    GAUGE
  }
}
