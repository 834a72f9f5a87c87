package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.health.MetricSource.Metric;
import io.lamplighter.api.health.MetricSource.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Counts what becomes of submissions, and the batches they come in with. */
final class IntakeFigures {
  private static final String TAKEN = "lamp_submissions_total";

  private final LongAdder accepted = new LongAdder();
  private final LongAdder merged = new LongAdder();
  private final LongAdder replayed = new LongAdder();
  private final Map<String, LongAdder> refused = new ConcurrentHashMap<>();
  private final LongAdder batches = new LongAdder();
  private final LongAdder batched = new LongAdder();
  private final LongAdder batchNanos = new LongAdder();

  Receipt submission(Supplier<Receipt> submission) {
    try {
      Receipt receipt = submission.get();
      if (receipt.replayed()) {
        replayed.increment();
      } else if (receipt.mergedInto() != null) {
        merged.increment();
      } else {
        accepted.increment();
      }
      return receipt;
    } catch (Refusal refusal) {
      refused(refusal.code());
      throw refusal;
    } catch (RuntimeException failure) {
      refused("failed");
      throw failure;
    }
  }

  private void refused(String reason) {
    refused.computeIfAbsent(reason, code -> new LongAdder()).increment();
  }

  /** A batch that fails counts too. */
  <T> T batch(int size, Supplier<T> batch) {
    long start = System.nanoTime();
    try {
      return batch.get();
    } finally {
      batchNanos.add(System.nanoTime() - start);
      batches.increment();
      batched.add(size);
    }
  }

  /**
   * @param waiting submissions that wait for a batch now
   */
  List<Metric> metrics(int waiting) {
    List<Metric> all = new ArrayList<>();
    String taken = "Submissions that became a request, one under another, or were known already";
    all.add(counter(TAKEN, taken, Map.of("outcome", "accepted"), accepted.sum()));
    all.add(counter(TAKEN, taken, Map.of("outcome", "merged"), merged.sum()));
    all.add(counter(TAKEN, taken, Map.of("outcome", "replayed"), replayed.sum()));
    refused.forEach(
        (reason, count) ->
            all.add(
                counter(
                    "lamp_submissions_refused_total",
                    "Submissions that were not taken, and why",
                    Map.of("reason", reason),
                    count.sum())));
    all.add(
        counter(
            "lamp_desk_batches_total",
            "Batches of submissions, each one transaction",
            Map.of(),
            batches.sum()));
    all.add(
        counter(
            "lamp_desk_batched_total", "Submissions in these batches", Map.of(), batched.sum()));
    all.add(
        counter(
            "lamp_desk_batch_seconds_total",
            "Time these batches took",
            Map.of(),
            batchNanos.sum() / 1e9));
    all.add(
        new Metric(
            "lamp_desk_waiting",
            "Submissions that wait for a batch",
            Type.GAUGE,
            Map.of(),
            waiting));
    return all;
  }

  private static Metric counter(
      String name, String help, Map<String, String> labels, double value) {
    return new Metric(name, help, Type.COUNTER, labels, value);
  }
}
