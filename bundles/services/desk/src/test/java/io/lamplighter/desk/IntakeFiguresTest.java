package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.security.Caller;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class IntakeFiguresTest {
  private static final Caller WEB = TestDesk.partner("3306", "web");

  private final TestDesk test = new TestDesk();

  private double value(String name, String label) {
    return test.desk.metrics().stream()
        .filter(metric -> metric.name().equals(name))
        .filter(metric -> metric.labels().isEmpty() || metric.labels().containsValue(label))
        .mapToDouble(Metric::value)
        .sum();
  }

  @Test
  void whatBecomesOfSubmissionsIsCounted() {
    test.desk.submit(WEB, TestDesk.fault("w1", "c1"));
    test.desk.submit(WEB, TestDesk.fault("w1", "c1"));
    test.desk.submit(WEB, TestDesk.fault("w2", "c1"));
    assertThrows(
        Refusal.Conflict.class, () -> test.desk.submit(WEB, TestDesk.fault("w1", "another")));
    Caller hotline = TestDesk.partner("3306", "hotline");
    assertThrows(
        Refusal.Forbidden.class, () -> test.desk.submit(hotline, TestDesk.fault("w3", "c1")));

    assertEquals(1, value("lamp_submissions_total", "accepted"));
    assertEquals(1, value("lamp_submissions_total", "merged"));
    assertEquals(1, value("lamp_submissions_total", "replayed"));
    assertEquals(1, value("lamp_submissions_refused_total", "submission.key-reused"));
    assertEquals(
        2,
        test.desk.metrics().stream()
            .filter(metric -> metric.name().equals("lamp_submissions_refused_total"))
            .mapToDouble(Metric::value)
            .sum());
    assertEquals(4, value("lamp_desk_batched_total", ""));
    assertEquals(4, value("lamp_desk_batches_total", ""));
    assertTrue(value("lamp_desk_batch_seconds_total", "") > 0);
    assertEquals(0, value("lamp_desk_waiting", ""));
  }
}
