package io.lamplighter.intake.web;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Tracking;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON that goes out, with times in the region's zone. */
final class Views {
  private final ZoneId zone;

  Views(ZoneId zone) {
    this.zone = zone;
  }

  record PromiseView(String rule, String dueAt) {}

  record ReceiptView(
      String requestNo,
      String trackingToken,
      String state,
      String receivedAt,
      @Nullable String mergedInto,
      List<PromiseView> promises) {}

  record StepView(String state, String at) {}

  record TrackingView(
      String requestNo,
      String kind,
      String state,
      String receivedAt,
      @Nullable String mergedInto,
      List<PromiseView> promises,
      List<StepView> steps) {}

  ReceiptView of(Receipt receipt) {
    return new ReceiptView(
        receipt.requestNo(),
        receipt.trackingToken(),
        receipt.state().wire(),
        time(receipt.receivedAt()),
        receipt.mergedInto(),
        promises(receipt.promises()));
  }

  TrackingView of(Tracking tracking) {
    return new TrackingView(
        tracking.requestNo(),
        tracking.kind().wire(),
        tracking.state().wire(),
        time(tracking.receivedAt()),
        tracking.mergedInto(),
        promises(tracking.promises()),
        tracking.steps().stream()
            .map(step -> new StepView(step.state().wire(), time(step.at())))
            .toList());
  }

  private List<PromiseView> promises(List<Promise> promises) {
    return promises.stream()
        .map(promise -> new PromiseView(promise.rule(), time(promise.dueAt())))
        .toList();
  }

  private String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
