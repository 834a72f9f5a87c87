package io.lamplighter.intake.web;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /api/v1/submissions}. What it says is judged by the desk. */
record SubmissionBody(
    @Nullable String channel,
    @Nullable String channelRef,
    @Nullable String kind,
    @Nullable String text,
    @Nullable String customerNo,
    @Nullable Contact contact,
    @Nullable String address,
    @Nullable Place location,
    @Nullable String region,
    @Nullable String occurredAt,
    @Nullable Boolean drill) {

  record Contact(@Nullable String name, @Nullable String phone) {}

  record Place(@Nullable Double lon, @Nullable Double lat) {}

  /**
   * @param key the Idempotency-Key, null without one
   * @param raw the body to the letter
   */
  Submission submission(@Nullable String key, String raw) {
    List<FieldError> errors = new ArrayList<>();
    Location at = where(errors);
    OffsetDateTime when = when(errors);
    if (key != null && channelRef != null && !key.equals(channelRef)) {
      errors.add(
          FieldError.of(
              "/channelRef",
              "differs from the Idempotency-Key; send one of them, or both alike",
              "与 Idempotency-Key 不一致；只发送其一，或两者相同"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return new Submission(
        channel,
        channelRef != null ? channelRef : key,
        kind,
        text,
        customerNo,
        contact == null ? null : new Submission.Contact(contact.name(), contact.phone()),
        address,
        at,
        region,
        when,
        raw,
        Boolean.TRUE.equals(drill));
  }

  private @Nullable Location where(List<FieldError> errors) {
    if (location == null) {
      return null;
    }
    if (location.lon() == null) {
      errors.add(FieldError.of("/location/lon", "is missing", "缺失"));
    }
    if (location.lat() == null) {
      errors.add(FieldError.of("/location/lat", "is missing", "缺失"));
    }
    return new Location(
        Objects.requireNonNullElse(location.lon(), 0.0),
        Objects.requireNonNullElse(location.lat(), 0.0));
  }

  private @Nullable OffsetDateTime when(List<FieldError> errors) {
    if (occurredAt == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(occurredAt);
    } catch (DateTimeException notATime) {
      errors.add(
          FieldError.of(
              "/occurredAt",
              "must be a real time in ISO 8601 with its offset, as in 2026-11-22T08:00:00+08:00",
              "须为带时区偏移的有效 ISO 8601 时间，如 2026-11-22T08:00:00+08:00"));
      return null;
    }
  }
}
