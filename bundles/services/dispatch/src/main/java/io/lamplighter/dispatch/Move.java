package io.lamplighter.dispatch;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.kit.time.IsoTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order is to be somewhere else.
 *
 * @param crew null: nobody is to have it
 * @param start after what begins before; null: where it costs least
 * @param wished whether it begins no earlier
 * @param pinned whether it begins then, whatever else moves
 */
record Move(
    String workOrder,
    @Nullable String crew,
    @Nullable Instant start,
    boolean wished,
    boolean pinned) {

  /** As it comes. */
  record Sent(
      @Nullable String workOrder,
      @Nullable String crew,
      @Nullable String start,
      @Nullable Boolean pinned) {

    /**
     * @param at pointer of it; empty for a body
     * @param byHand whether somebody wants it to begin no earlier
     * @throws Refusal.Invalid naming the field
     */
    Move read(String at, boolean byHand) {
      if (workOrder == null || workOrder.isBlank()) {
        throw new Refusal.Invalid(List.of(FieldError.of(at + "/workOrder", "is missing", "缺失")));
      }
      Instant begin = start == null ? null : IsoTime.at(at + "/start", start).toInstant();
      boolean fixed = Boolean.TRUE.equals(pinned);
      if (fixed && (begin == null || crew == null)) {
        throw new Refusal.Invalid(
            List.of(
                FieldError.of(at + "/start", "and a crew are needed to pin it", "固定工单须给出班组与开始时间")));
      }
      return new Move(workOrder, crew, begin, byHand && begin != null, fixed);
    }
  }
}
