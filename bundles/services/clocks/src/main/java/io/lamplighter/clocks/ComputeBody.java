package io.lamplighter.clocks;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Question;
import io.lamplighter.api.clocks.Question.Pause;
import io.lamplighter.api.clocks.Unit;
import io.lamplighter.kit.time.IsoTime;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is asked of {@code POST /api/v1/clocks/compute}. */
record ComputeBody(
    @Nullable String start,
    @Nullable BigInteger amount,
    @Nullable String unit,
    @Nullable String zone,
    @Nullable String calendar,
    @Nullable List<@Nullable PauseBody> pauses) {
  private static final int MOST_PAUSES = 1_000;
  private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

  record PauseBody(@Nullable String from, @Nullable String to) {}

  /**
   * @param house the zone where none is given
   * @throws Refusal.Invalid naming every field that is missing or of a wrong form; else {@code
   *     clocks.start-without-offset} or {@code clocks.zone-unknown}
   */
  Question question(ZoneId house) {
    List<FieldError> errors = new ArrayList<>();
    Instant begins = begins(errors);
    if (amount == null) {
      missing("/amount", errors);
    }
    Unit counted = counted(errors);
    if (calendar == null) {
      missing("/calendar", errors);
    }
    List<Pause> stoodStill = stoodStill(errors);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    if (begins == null) {
      throw new Refusal.Invalid(
          "clocks.start-without-offset",
          FieldError.of(
              "/start",
              "must have an offset, such as 2026-11-23T09:12:00+08:00",
              "未注明时区偏移，应如 2026-11-23T09:12:00+08:00"),
          Map.of());
    }
    BigInteger many = Objects.requireNonNull(amount);
    return new Question(
        begins,
        many.abs().compareTo(MOST) > 0 ? Integer.MAX_VALUE : many.intValue(),
        Objects.requireNonNull(counted),
        zone == null ? house : zone(zone),
        Objects.requireNonNull(calendar),
        stoodStill);
  }

  /** Null also when it is a time that does not say its offset. */
  private @Nullable Instant begins(List<FieldError> errors) {
    if (start == null) {
      missing("/start", errors);
      return null;
    }
    try {
      return IsoTime.parse(start).toInstant();
    } catch (DateTimeException e) {
      if (!isLocal(start)) {
        noTime("/start", errors);
      }
      return null;
    }
  }

  private static boolean isLocal(String written) {
    try {
      IsoTime.parse(written, ZoneOffset.UTC);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private @Nullable Unit counted(List<FieldError> errors) {
    if (unit == null) {
      missing("/unit", errors);
      return null;
    }
    for (Unit one : Unit.values()) {
      if (one.wire().equals(unit)) {
        return one;
      }
    }
    String all = Arrays.stream(Unit.values()).map(Unit::wire).collect(Collectors.joining(", "));
    errors.add(FieldError.of("/unit", "must be one of " + all, "须为以下之一：" + all));
    return null;
  }

  private static ZoneId zone(String written) {
    try {
      return ZoneId.of(written);
    } catch (DateTimeException e) {
      throw new Refusal.Invalid(
          "clocks.zone-unknown",
          FieldError.of(
              "/zone", "must be a time zone, such as Asia/Shanghai", "不是有效时区，应如 Asia/Shanghai"),
          Map.of());
    }
  }

  private List<Pause> stoodStill(List<FieldError> errors) {
    List<Pause> read = new ArrayList<>();
    List<@Nullable PauseBody> given = pauses == null ? List.of() : pauses;
    if (given.size() > MOST_PAUSES) {
      errors.add(
          FieldError.of(
              "/pauses",
              "must have at most " + MOST_PAUSES + " items",
              "最多 " + MOST_PAUSES + " 项"));
      return read;
    }
    for (int i = 0; i < given.size(); i++) {
      PauseBody pause = given.get(i);
      String from = pause == null ? null : pause.from();
      String to = pause == null ? null : pause.to();
      if (from == null) {
        missing("/pauses/" + i + "/from", errors);
        continue;
      }
      Instant begins = time("/pauses/" + i + "/from", from, errors);
      Instant ends = to == null ? null : time("/pauses/" + i + "/to", to, errors);
      if (begins != null) {
        read.add(new Pause(begins, ends));
      }
    }
    return read;
  }

  private static @Nullable Instant time(String pointer, String written, List<FieldError> errors) {
    try {
      return IsoTime.parse(written).toInstant();
    } catch (DateTimeException e) {
      noTime(pointer, errors);
      return null;
    }
  }

  private static void noTime(String pointer, List<FieldError> errors) {
    errors.add(
        FieldError.of(
            pointer,
            "must be a time with an offset, such as 2026-11-23T09:12:00+08:00",
            "须为带时区偏移的时间，如 2026-11-23T09:12:00+08:00"));
  }

  private static void missing(String pointer, List<FieldError> errors) {
    errors.add(FieldError.of(pointer, "is missing", "缺失"));
  }
}
