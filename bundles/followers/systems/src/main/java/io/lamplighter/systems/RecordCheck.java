package io.lamplighter.systems;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.kit.time.SourceTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a record must be to be kept, whatever its route lets through. */
final class RecordCheck {
  private static final int LONGEST = 200;
  private static final int LARGEST = 65_536;
  private static final int EARLIEST = 1900;
  private static final int LATEST = 9999;

  private RecordCheck() {}

  /**
   * @param now nothing can have become so later
   * @throws Refusal.Invalid naming every bad field
   */
  static void check(SystemRecord told, Instant now) {
    SourceTime.read("/at", told.at().toString(), now);
    List<FieldError> errors = new ArrayList<>();
    text(errors, "/id", told.id());
    text(errors, "/subject", told.subject());
    if (!Region.isCode(told.region())) {
      errors.add(FieldError.of("/region", "must be a region code", "须为行政区划代码"));
    }
    data(errors, Json.text(told.data()));
    if (told.data().containsKey("state")) {
      period(errors, told.data());
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  private static void text(List<FieldError> errors, String pointer, String text) {
    if (text.isBlank()
        || text.length() > LONGEST
        || text.codePoints().anyMatch(Character::isISOControl)
        || Utf8.malformedAt(text) >= 0) {
      errors.add(
          FieldError.of(
              pointer,
              "must be 1 to " + LONGEST + " characters of one line",
              "须为一行，1 至 " + LONGEST + " 个字符"));
    }
  }

  private static void data(List<FieldError> errors, String json) {
    if (json.length() > LARGEST) {
      errors.add(
          FieldError.of(
              "", "is longer than " + LARGEST + " characters", "长度超过 " + LARGEST + " 个字符"));
    } else if (json.contains("\\u0000") || Utf8.malformedAt(json) >= 0) {
      errors.add(FieldError.of("", "has characters that are no text", "含有非文本字符"));
    }
  }

  /** What lasts from one time to another is asked by both: they may be far ahead, but times. */
  private static void period(List<FieldError> errors, Map<String, Object> data) {
    if (!data.containsKey("from") || !data.containsKey("to")) {
      return;
    }
    for (String field : List.of("from", "to")) {
      if (data.get(field) != null && !isTime(String.valueOf(data.get(field)))) {
        errors.add(
            FieldError.of(
                "/" + field,
                "must be a time with offset, from " + EARLIEST + " to " + LATEST,
                "须为带时区的时间"));
      }
    }
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text);
      int hours = Math.abs(time.getOffset().getTotalSeconds()) / 3600;
      return time.getYear() >= EARLIEST && time.getYear() <= LATEST && hours < 15;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
