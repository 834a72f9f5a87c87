package io.lamplighter.answers;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.health.MetricSource.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How many enquiries were answered from where, or why not, since this part started. */
final class Figures {
  private final Map<String, LongAdder> given = new ConcurrentSkipListMap<>();
  private final Map<String, LongAdder> kept = new ConcurrentSkipListMap<>();

  void given(String source) {
    given.computeIfAbsent(source, any -> new LongAdder()).increment();
  }

  /**
   * @param why one of the few words for it
   */
  void silent(String why) {
    kept.computeIfAbsent(why, any -> new LongAdder()).increment();
  }

  List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    given.forEach(
        (source, count) ->
            metrics.add(
                new Metric(
                    "lamp_answers_given_total",
                    "Enquiries answered at once, by where the answer comes from",
                    MetricSource.Type.COUNTER,
                    Map.of("source", source),
                    count.sum())));
    kept.forEach(
        (why, count) ->
            metrics.add(
                new Metric(
                    "lamp_answers_none_total",
                    "Enquiries to which nothing was said, by the reason",
                    MetricSource.Type.COUNTER,
                    Map.of("why", why),
                    count.sum())));
    return metrics;
  }
}
