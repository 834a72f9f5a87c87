package io.lamplighter.console;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template as somebody sends it.
 *
 * @param region his own when it is left out
 */
record TemplateBody(
    @Nullable String region,
    @Nullable String title,
    @Nullable String kind,
    @Nullable String move,
    @Nullable String zh,
    @Nullable String en) {
  private static final int LONGEST_TITLE = 60;
  private static final int LONGEST = 2000;

  /**
   * The same, fit to be kept.
   *
   * @throws Refusal.Invalid naming every bad field
   * @throws Refusal.Forbidden when the region is not his
   */
  TemplateBody checked(Caller caller) {
    List<FieldError> errors = new ArrayList<>();
    String where = Objects.requireNonNullElse(region, caller.region());
    if (!Region.isCode(where)) {
      errors.add(FieldError.of("/region", "must be a region code", "须为行政区划代码"));
    }
    String called = text("/title", title, LONGEST_TITLE, errors);
    if (called == null) {
      errors.add(FieldError.of("/title", "is missing", "缺失"));
    }
    if (kind != null && Arrays.stream(RequestKind.values()).noneMatch(k -> k.wire().equals(kind))) {
      errors.add(FieldError.of("/kind", "is no kind of request", "没有该业务类型"));
    }
    if (move != null && Move.ofWire(move).isEmpty()) {
      errors.add(FieldError.of("/move", "is no move", "没有该流转动作"));
    }
    String chinese = text("/zh", zh, LONGEST, errors);
    String english = text("/en", en, LONGEST, errors);
    if (chinese == null && english == null) {
      errors.add(FieldError.of("/zh", "is missing, and so is en", "缺失（en 亦缺失）"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    caller.requireRegion(where);
    return new TemplateBody(where, called, kind, move, chinese, english);
  }

  private static @Nullable String text(
      String pointer, @Nullable String given, int longest, List<FieldError> errors) {
    if (given == null || given.isBlank()) {
      return null;
    }
    String text = given.strip();
    if (text.length() > longest || text.indexOf('\0') >= 0) {
      errors.add(
          FieldError.of(
              pointer, "must have at most " + longest + " characters", "最多 " + longest + " 个字符"));
    }
    return text;
  }
}
