package io.lamplighter.dispatch;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.AppointmentMode;
import io.lamplighter.dispatch.Offers.Wish;
import io.lamplighter.kit.time.IsoTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What times are asked for, as it comes. */
record WishBody(
    @Nullable String requestNo,
    @Nullable String mode,
    @Nullable String from,
    @Nullable String to,
    @Nullable Integer most) {
  private static final int MOST = 10;

  static final WishBody NONE = new WishBody(null, null, null, null, null);

  /**
   * @throws Refusal.Invalid naming every field that is missing or wrong
   */
  Wish read(String askedBy) {
    List<FieldError> errors = new ArrayList<>();
    AppointmentMode wanted =
        Arrays.stream(AppointmentMode.values())
            .filter(one -> one.wire().equals(mode))
            .findAny()
            .orElse(null);
    if (wanted == null) {
      errors.add(FieldError.of("/mode", "must be slot, day or period", "须为 slot、day 或 period"));
    }
    Instant begin = time(errors, "/from", from);
    Instant end = time(errors, "/to", to);
    Span within = begin == null || end == null ? null : Span.ofWholeMinutes(begin, end);
    if (within == null && begin != null && end != null) {
      errors.add(
          FieldError.of("/to", "must be at least a whole minute after from", "须至少晚于开始时间一整分钟"));
    }
    if (most != null && (most < 1 || most > MOST)) {
      errors.add(FieldError.of("/most", "must be from 1 to " + MOST, "须在 1 到 " + MOST + " 之间"));
    }
    if (wanted == null || within == null || !errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return new Wish(wanted, within, most == null ? Bookings.USUAL_OFFERS : most, askedBy);
  }

  private static @Nullable Instant time(List<FieldError> errors, String at, @Nullable String text) {
    if (text == null) {
      errors.add(FieldError.of(at, "is missing", "缺失"));
      return null;
    }
    try {
      return IsoTime.at(at, text).toInstant();
    } catch (Refusal.Invalid wrong) {
      errors.addAll(wrong.errors());
      return null;
    }
  }
}
