package io.lamplighter.organisation;

import io.lamplighter.api.store.CsvImport;
import io.lamplighter.kit.faults.Faults;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of one line of a file; every wrong one is a fault of that line. */
record Fields(CsvImport.Line line, Faults faults) {
  private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._#:-]{0,63}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

  static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  void wrong(String field, String en, String zh) {
    faults.add(line.number(), field, en, zh);
  }

  /** Empty and a fault when it is missing. */
  String needed(String field, int longest) {
    String value = maybe(field, longest);
    if (value == null && !line.values().containsKey(field)) {
      wrong(field, "is missing", "缺失");
    }
    return value == null ? "" : value;
  }

  @Nullable String maybe(String field, int longest) {
    String value = line.values().get(field);
    if (value != null
        && (value.length() > longest || value.chars().anyMatch(Character::isISOControl))) {
      wrong(
          field,
          "must be at most " + longest + " characters of one line",
          "须为一行，至多 " + longest + " 个字符");
      return null;
    }
    return value;
  }

  /** A unit's code. */
  String code(String field) {
    String value = needed(field, 64);
    if (!value.isEmpty() && !isCode(value)) {
      wrong(field, "must be a code: letters, digits and . _ # : -", "须为代码：字母、数字及 . _ # : -");
    }
    return value;
  }

  @Nullable LocalDate day(String field) {
    String value = line.values().get(field);
    if (value == null) {
      return null;
    }
    try {
      if (DAY.matcher(value).matches()) {
        return LocalDate.parse(value);
      }
    } catch (DateTimeException e) {
      // said below
    }
    wrong(field, "must be a day, as in 2026-11-22", "须为日期，如 2026-11-22");
    return null;
  }

  /**
   * @param wire one as it is written outside
   */
  <E> @Nullable E oneOf(String field, E[] all, Function<E, String> wire) {
    String value = line.values().get(field);
    if (value == null) {
      return null;
    }
    return Arrays.stream(all)
        .filter(one -> wire.apply(one).equals(value))
        .findFirst()
        .orElseGet(
            () -> {
              String words = Arrays.stream(all).map(wire).collect(Collectors.joining(", "));
              wrong(field, "must be one of " + words, "须为以下之一：" + words);
              return null;
            });
  }
}
