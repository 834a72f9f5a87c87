package io.lamplighter.intake.web;

import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Tracking;
import io.lamplighter.kit.requests.Receipts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON that goes out, with times in the region's zone. */
final class Views {
  private final ZoneId zone;

  Views(ZoneId zone) {
    this.zone = zone;
  }

  record StepView(String state, String at) {}

  record TrackingView(
      String requestNo,
      String kind,
      String state,
      String receivedAt,
      @Nullable String mergedInto,
      List<Map<String, @Nullable String>> promises,
      List<StepView> steps) {}

  Map<String, @Nullable Object> of(Receipt receipt) {
    return Receipts.of(receipt, this::time);
  }

  TrackingView of(Tracking tracking) {
    return new TrackingView(
        tracking.requestNo(),
        tracking.kind().wire(),
        tracking.state().wire(),
        time(tracking.receivedAt()),
        tracking.mergedInto(),
        Receipts.promises(tracking.promises(), this::time),
        tracking.steps().stream()
            .map(step -> new StepView(step.state().wire(), time(step.at())))
            .toList());
  }

  private String time(Instant instant) {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
  }
}
