package io.lamplighter.desk;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.ComplaintOutcome;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.time.IsoTime;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One field of the data that a move is given. */
record MoveField(String name, boolean required, Form form) {
  static final int MAX_WORDS = 2000;
  private static final int MAX_LINE = 300;
  private static final int MAX_CODES = 20;
  private static final Pattern FIND = Pattern.compile("[a-z-]{2,30}");
  private static final int MAX_MINUTES = 100_000;
  private static final int MAX_MATERIALS = 100;
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,63}");

  /** How a field is written. */
  enum Form {
    /** What people say: kept by the desk, never in the journal. */
    WORDS,
    /** Name of a crew, person or cell. */
    CODE,
    KIND,
    /** 0 to 9. */
    PRIORITY,
    /** 1 to 5. */
    SCORE,
    /** Of all people together, at most a month's work of ten. */
    MINUTES,
    /** What was used up: a list of {code, quantity}. */
    MATERIALS,
    /** ISO 8601 with offset. */
    TIME,
    REQUEST_NO,
    /** Whether a complaint was justified. */
    OUTCOME,
    /** An address, phone or number, kept with the finds; empty for none. */
    LINE,
    /** Codes of what was found; an empty list for none. */
    CODES
  }

  static MoveField required(String name, Form form) {
    return new MoveField(name, true, form);
  }

  static MoveField optional(String name, Form form) {
    return new MoveField(name, false, form);
  }

  String pointer() {
    return "/" + name;
  }

  /** The value in its own type: text, Long, RequestKind, Instant or list; null after an error. */
  @Nullable Object read(Object given, List<FieldError> errors) {
    return switch (form) {
      case PRIORITY -> number(given, 0, 9, errors);
      case SCORE -> number(given, 1, 5, errors);
      case MINUTES -> number(given, 0, MAX_MINUTES, errors);
      case MATERIALS -> materials(given, errors);
      case CODES -> codes(given, errors);
      default -> given instanceof String text ? read(text, errors) : wrong(errors, "text", "文本");
    };
  }

  private @Nullable Object read(String text, List<FieldError> errors) {
    return switch (form) {
      case WORDS -> words(text, errors);
      case LINE -> plain(text.strip(), MAX_LINE, false, errors);
      case CODE ->
          CODE.matcher(text).matches()
              ? text
              : wrong(errors, "a code of letters, digits and . _ @ -", "由字母、数字及 . _ @ - 组成的代码");
      case KIND -> kind(text, errors);
      case TIME -> time(text, errors);
      case REQUEST_NO ->
          RequestNumbers.plausible(text) ? text : wrong(errors, "a request number", "工单编号");
      case OUTCOME ->
          ComplaintOutcome.ofWire(text).isPresent()
              ? text
              : wrong(
                  errors, "justified, partly or unjustified", " justified、partly 或 unjustified");
      case PRIORITY, SCORE, MINUTES, MATERIALS, CODES ->
          throw new IllegalStateException(form.name());
    };
  }

  private @Nullable Object words(String text, List<FieldError> errors) {
    if (text.isBlank()) {
      return wrong(errors, "text that is not empty", "非空文本");
    }
    return plain(text, MAX_WORDS, true, errors);
  }

  private @Nullable Object plain(
      String text, int maxLength, boolean lines, List<FieldError> errors) {
    List<FieldError> found = new ArrayList<>();
    PlainText.check(pointer(), text, maxLength, lines, found);
    errors.addAll(found);
    return found.isEmpty() ? text : null;
  }

  private @Nullable Object codes(Object given, List<FieldError> errors) {
    return given instanceof List<?> list
            && list.size() <= MAX_CODES
            && list.stream()
                .allMatch(one -> one instanceof String code && FIND.matcher(code).matches())
        ? list
        : wrong(
            errors,
            "a list of at most " + MAX_CODES + " codes of small letters and dashes",
            "至多 " + MAX_CODES + " 个由小写字母和连字符组成的代码");
  }

  private @Nullable Object kind(String text, List<FieldError> errors) {
    try {
      return RequestKind.ofWire(text, pointer());
    } catch (Refusal.Invalid e) {
      errors.addAll(e.errors());
      return null;
    }
  }

  private @Nullable Object time(String text, List<FieldError> errors) {
    try {
      return IsoTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return wrong(errors, "a time with offset, as in 2026-11-22T08:00:00+08:00", "带时区的时间");
    }
  }

  private @Nullable Object materials(Object given, List<FieldError> errors) {
    if (given instanceof List<?> list
        && list.size() <= MAX_MATERIALS
        && list.stream().allMatch(MoveField::isMaterial)) {
      return list;
    }
    return wrong(
        errors,
        "a list of at most " + MAX_MATERIALS + " {code, quantity}, quantity above 0",
        "至多 " + MAX_MATERIALS + " 项的列表，每项为 {code, quantity}，数量大于 0");
  }

  private static boolean isMaterial(Object item) {
    return item instanceof Map<?, ?> material
        && material.size() == 2
        && material.get("code") instanceof String code
        && CODE.matcher(code).matches()
        && material.get("quantity") instanceof Number quantity
        && quantity.doubleValue() > 0;
  }

  private @Nullable Object number(Object given, int min, int max, List<FieldError> errors) {
    if (given instanceof Integer || given instanceof Long) {
      long number = ((Number) given).longValue();
      if (number >= min && number <= max) {
        return number;
      }
    }
    return wrong(errors, "a whole number from " + min + " to " + max, min + " 到 " + max + " 之间的整数");
  }

  private @Nullable Object wrong(List<FieldError> errors, String en, String zh) {
    errors.add(FieldError.of(pointer(), "must be " + en, "须为" + zh));
    return null;
  }
}
