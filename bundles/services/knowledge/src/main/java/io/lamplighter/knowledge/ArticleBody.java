package io.lamplighter.knowledge;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an article says, as somebody sends it. A draft may leave out what it does not say yet.
 *
 * @param region the caller's own when it is left out
 * @param validFrom today when it is left out
 */
record ArticleBody(
    @Nullable String topic,
    @Nullable String region,
    @Nullable String owner,
    @Nullable String titleZh,
    @Nullable String titleEn,
    @Nullable String textZh,
    @Nullable String textEn,
    @Nullable List<String> asked,
    @Nullable String sourceZh,
    @Nullable String sourceEn,
    @Nullable String validFrom,
    @Nullable String validTo) {
  static final ArticleBody NOTHING =
      new ArticleBody(null, null, null, null, null, null, null, null, null, null, null, null);

  private static final int LINE = 100;
  private static final int ASKED = 1000;
  private static final int SOURCE = 300;
  private static final int TEXT = 4000;
  private static final int MOST_ASKED = 60;

  /**
   * @param home region of whoever sends it
   * @throws Refusal.Invalid naming every bad field
   */
  Content checked(String home, LocalDate today) {
    List<FieldError> errors = new ArrayList<>();
    Optional<Topic> about = Topic.ofWire(Objects.requireNonNullElse(topic, ""));
    if (about.isEmpty()) {
      errors.add(FieldError.of("/topic", "is no topic", "没有该主题"));
    }
    String where = Objects.requireNonNullElse(region, home);
    if (!Region.isCode(where)) {
      errors.add(FieldError.of("/region", "must be a region code", "须为行政区划代码"));
    }
    String answers = text("/owner", owner, LINE, errors);
    Text title =
        new Text(text("/titleEn", titleEn, LINE, errors), text("/titleZh", titleZh, LINE, errors));
    Text body =
        new Text(text("/textEn", textEn, TEXT, errors), text("/textZh", textZh, TEXT, errors));
    Text from =
        new Text(
            text("/sourceEn", sourceEn, SOURCE, errors),
            text("/sourceZh", sourceZh, SOURCE, errors));
    List<String> ways = ways(errors);
    LocalDate first = day("/validFrom", validFrom, errors);
    LocalDate last = day("/validTo", validTo, errors);
    LocalDate begins = first == null ? today : first;
    if (last != null && last.isBefore(begins)) {
      errors.add(FieldError.of("/validTo", "must not be before validFrom", "不得早于 validFrom"));
    }
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
    return new Content(about.orElseThrow(), where, answers, title, body, ways, from, begins, last);
  }

  private List<String> ways(List<FieldError> errors) {
    List<String> given = asked == null ? List.of() : asked;
    List<String> ways = new ArrayList<>();
    if (given.size() > MOST_ASKED) {
      errors.add(
          FieldError.of("/asked", "must be at most " + MOST_ASKED, "至多 " + MOST_ASKED + " 条"));
      return ways;
    }
    for (int i = 0; i < given.size(); i++) {
      String way = text("/asked/" + i, given.get(i), ASKED, errors);
      if (!way.isEmpty()) {
        ways.add(way);
      }
    }
    return ways;
  }

  private static String text(
      String pointer, @Nullable String given, int longest, List<FieldError> errors) {
    String text = given == null ? "" : given.strip().replace("\r\n", "\n");
    if (text.length() > longest || text.indexOf('\0') >= 0) {
      errors.add(
          FieldError.of(
              pointer, "must have at most " + longest + " characters", "最多 " + longest + " 个字符"));
    }
    return text;
  }

  private static @Nullable LocalDate day(
      String pointer, @Nullable String given, List<FieldError> errors) {
    try {
      return given == null || given.isBlank() ? null : LocalDate.parse(given);
    } catch (DateTimeException e) {
      errors.add(FieldError.of(pointer, "must be a day as 2026-01-31", "须为日期，如 2026-01-31"));
      return null;
    }
  }

  /**
   * Whether it says all that must be said before somebody looks at it.
   *
   * @throws Refusal.Invalid naming what is missing
   */
  static void whole(Content says) {
    List<FieldError> errors = new ArrayList<>();
    needs("/owner", says.owner(), errors);
    needs("/titleZh", says.title().zh(), errors);
    needs("/titleEn", says.title().en(), errors);
    needs("/textZh", says.text().zh(), errors);
    needs("/textEn", says.text().en(), errors);
    needs("/sourceZh", says.source().zh(), errors);
    needs("/sourceEn", says.source().en(), errors);
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }

  private static void needs(String pointer, String text, List<FieldError> errors) {
    if (text.isEmpty()) {
      errors.add(FieldError.of(pointer, "is missing", "缺失"));
    }
  }
}
