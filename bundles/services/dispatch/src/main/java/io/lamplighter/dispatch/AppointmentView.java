package io.lamplighter.dispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An appointment (预约) as it is shown. */
record AppointmentView(
    String id,
    long version,
    String workOrder,
    String requestNo,
    String mode,
    Instant from,
    Instant to,
    String state,
    Instant madeAt,
    @Nullable Instant endedAt) {
  static AppointmentView of(Appointment one) {
    return new AppointmentView(
        one.id(),
        one.version(),
        one.workOrder(),
        one.requestNo(),
        one.mode().wire(),
        one.within().from(),
        one.within().to(),
        one.state(),
        one.madeAt(),
        one.endedAt());
  }
}
