package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentFact;
import io.lamplighter.api.dispatch.AppointmentMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time that was promised (预约).
 *
 * @param state made, kept, early, missed-by-customer, missed-by-crew or cancelled
 */
record Appointment(
    String id,
    long version,
    String workOrder,
    String requestNo,
    String region,
    AppointmentMode mode,
    Span within,
    String state,
    String madeBy,
    Instant madeAt,
    @Nullable Instant endedAt) {

  AppointmentFact.About about(WorkOrder order) {
    return new AppointmentFact.About(
        id,
        workOrder,
        requestNo,
        mode.wire(),
        within.from(),
        within.to(),
        order.drill() ? Boolean.TRUE : null);
  }
}
