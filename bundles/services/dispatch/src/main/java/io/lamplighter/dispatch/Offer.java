package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.AppointmentMode;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A time that a customer may have (预约), with the crew that would come.
 *
 * @param day on which the shift begins in which it would come
 * @param start when its tour would have it begin
 * @param holdsUntil so long it is kept for him while there is another one for others
 */
record Offer(
    String id,
    String requestNo,
    String workOrder,
    AppointmentMode mode,
    Span within,
    String crew,
    LocalDate day,
    Instant start,
    String askedBy,
    Instant holdsUntil) {}
