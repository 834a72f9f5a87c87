package io.lamplighter.assessors;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.assessors.SampleOrder;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is to be drawn, checked as a whole. */
final class Orders {
  static final int MOST = 200;
  static final int MOST_DAYS = 92;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private Orders() {}

  /**
   * @param no number of the sample
   * @param today in the zone of the house
   * @throws Refusal.Invalid naming every field that is missing or wrong
   */
  static Sample checked(Caller caller, SampleOrder order, String no, Instant now, LocalDate today) {
    List<FieldError> errors = new ArrayList<>();
    SampleOf of = there("/of", order.of(), errors);
    String region = Objects.requireNonNullElse(order.region(), caller.region());
    if (!region.isEmpty() && !Region.isCode(region)) {
      errors.add(
          FieldError.of("/region", "must be the beginning of a region code", "须为行政区划代码或其前缀"));
    }
    LocalDate from = there("/from", order.from(), errors);
    LocalDate to = there("/to", order.to(), errors);
    if (from != null && to != null) {
      if (to.isBefore(from)) {
        errors.add(FieldError.of("/to", "is before from", "早于 from"));
      } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
        errors.add(
            FieldError.of(
                "/to", "must be at most " + MOST_DAYS + " days in all", "最多 " + MOST_DAYS + " 天"));
      } else if (to.isAfter(today)) {
        errors.add(FieldError.of("/to", "must not be to come", "不得晚于今天"));
      }
    }
    if (order.size() < 1 || order.size() > MOST) {
      errors.add(FieldError.of("/size", "must be from 1 to " + MOST, "须在 1 到 " + MOST + " 之间"));
    }
    String commitment = there("/commitment", order.commitment(), errors);
    if (commitment != null && !HASH.matcher(commitment).matches()) {
      errors.add(
          FieldError.of(
              "/commitment",
              "must be a SHA-256 in 64 hexadecimal digits, lower case",
              "须为 64 位小写十六进制 SHA-256"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    caller.requireRegion(region);
    return new Sample(
        no,
        1,
        Objects.requireNonNull(of),
        region,
        Objects.requireNonNull(from),
        Objects.requireNonNull(to),
        order.size(),
        Objects.requireNonNull(commitment),
        caller.actor(),
        now,
        null,
        List.of(),
        List.of());
  }

  private static <T> @Nullable T there(String pointer, @Nullable T value, List<FieldError> errors) {
    if (value == null) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
    }
    return value;
  }
}
