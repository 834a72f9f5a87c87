package io.lamplighter.intake.sms;

import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What went through since the start. */
final class TextFigures {
  private final LongAdder received = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder setAside = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder throttled = new LongAdder();

  void received() {
    received.increment();
  }

  void repeated() {
    repeated.increment();
  }

  void setAside() {
    setAside.increment();
  }

  void sent() {
    sent.increment();
  }

  void delivered() {
    delivered.increment();
  }

  void failed() {
    failed.increment();
  }

  void throttled() {
    throttled.increment();
  }

  List<Metric> metrics(boolean connected) {
    return List.of(
        counter("lamp_sms_received_total", "Texts taken in", received),
        counter("lamp_sms_repeated_total", "Texts delivered to us again", repeated),
        counter("lamp_sms_set_aside_total", "Messages set aside", setAside),
        counter("lamp_sms_sent_total", "Texts the message centre has taken", sent),
        counter("lamp_sms_delivered_total", "Texts on the customer's phone", delivered),
        counter("lamp_sms_failed_total", "Texts that could not be delivered", failed),
        counter("lamp_sms_throttled_total", "Times the message centre said: slower", throttled),
        new Metric(
            "lamp_sms_connected",
            "Whether the message centre is connected",
            Type.GAUGE,
            Map.of(),
            connected ? 1 : 0));
  }

  private static Metric counter(String name, String help, LongAdder value) {
    return new Metric(name, help, Type.COUNTER, Map.of(), value.doubleValue());
  }
}
