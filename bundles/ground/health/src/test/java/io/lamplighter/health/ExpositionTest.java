package io.lamplighter.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpositionTest {
  @Test
  void eachNameHasOneHelpAndOneType() {
    PrometheusText text =
        PrometheusText.parse(
            Exposition.of(
                List.of(
                    counter("a_total", Map.of("x", "1"), 1),
                    new Metric("b", "B.", Type.GAUGE, Map.of(), 0.5),
                    counter("a_total", Map.of("x", "2"), 2))));
    assertEquals(Map.of("a_total{x=1}", 1.0, "a_total{x=2}", 2.0, "b{}", 0.5), text.samples());
    assertEquals(Map.of("a_total", "counter", "b", "gauge"), text.types());
  }

  @Test
  void labelsAndHelpMayHoldAnything() {
    String nasty = "a\\b\"c\nd} 1 {点灯人";
    PrometheusText text =
        PrometheusText.parse(
            Exposition.of(
                List.of(new Metric("m", "Help \\ \n more", Type.GAUGE, Map.of("l", nasty), 1))));
    assertEquals(Map.of("m{l=" + nasty + "}", 1.0), text.samples());
  }

  @Test
  void valuesOfEverySize() {
    Map<String, Double> samples =
        PrometheusText.parse(
                Exposition.of(
                    List.of(
                        gauge("nan", Double.NaN),
                        gauge("inf", Double.POSITIVE_INFINITY),
                        gauge("neg", Double.NEGATIVE_INFINITY),
                        gauge("big", 1.5e300),
                        gauge("long", 123456789012345.0),
                        gauge("tiny", -1e-9))))
            .samples();
    assertEquals(Double.NaN, samples.get("nan{}"));
    assertEquals(Double.POSITIVE_INFINITY, samples.get("inf{}"));
    assertEquals(Double.NEGATIVE_INFINITY, samples.get("neg{}"));
    assertEquals(1.5e300, samples.get("big{}"));
    assertEquals(123456789012345.0, samples.get("long{}"));
    assertEquals(-1e-9, samples.get("tiny{}"));
  }

  @Test
  void whatWouldSpoilTheWholeIsLeftOut() {
    Map<String, Double> samples =
        PrometheusText.parse(
                Exposition.of(
                    List.of(
                        gauge("9lives", 1),
                        gauge("with space", 1),
                        new Metric("m", "", Type.GAUGE, Map.of("bad-label", "x"), 1),
                        new Metric("m", "", Type.GAUGE, Map.of("__reserved", "x"), 1),
                        gauge("m", 2),
                        gauge("m", 3),
                        counter("m", Map.of("other", "type"), 4))))
            .samples();
    assertEquals(Map.of("m{}", 2.0), samples);
  }

  @Test
  void theJvmsOwnFiguresAreWellFormed() {
    PrometheusText text = PrometheusText.parse(Exposition.of(new JvmMetrics().metrics()));
    assertTrue(text.samples().getOrDefault("jvm_memory_used_bytes{area=heap}", 0.0) > 0);
    assertTrue(text.samples().getOrDefault("jvm_threads{}", 0.0) > 0);
    assertEquals("counter", text.types().get("jvm_gc_collections_total"));
  }

  private static Metric gauge(String name, double value) {
    return new Metric(name, "Help.", Type.GAUGE, Map.of(), value);
  }

  private static Metric counter(String name, Map<String, String> labels, double value) {
    return new Metric(name, "Help.", Type.COUNTER, labels, value);
  }
}
