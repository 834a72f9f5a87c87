package io.lamplighter.accountability;

import io.lamplighter.kit.faults.FieldFaults;
import io.lamplighter.kit.text.Writing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field of an act's data: its name, whether it is needed, and how it is written. */
record ActField(String name, boolean needed, Form form) {
  private static final int LONGEST = 4_000;
  private static final int LONGEST_NAME = 64;

  /** How it is written. */
  enum Form {
    WORDS,
    PERSON,
    FINDING,
    FAULT,
    CONSEQUENCE,
    MITIGATIONS,
    LEVEL,
    MEASURE,
    OUTCOME,
    YES_OR_NO
  }

  static ActField required(String name, Form form) {
    return new ActField(name, true, form);
  }

  static ActField optional(String name, Form form) {
    return new ActField(name, false, form);
  }

  String pointer() {
    return "/" + name;
  }

  /**
   * What was written, in its own type; null when it is wrong, which is noted.
   *
   * @param given null when it was left out
   */
  @Nullable Object read(@Nullable Object given, Library library, FieldFaults faults) {
    if (given == null || given instanceof String text && text.isBlank()) {
      if (needed) {
        faults.add(pointer(), "is needed", "必填");
      }
      return null;
    }
    return switch (form) {
      case WORDS -> words(given, LONGEST, faults);
      case PERSON -> words(given, LONGEST_NAME, faults);
      case FINDING -> oneOf(given, Set.of("upheld", "partly", Judged.REJECTED), faults);
      case FAULT -> oneOf(given, library.faults().keySet(), faults);
      case CONSEQUENCE -> oneOf(given, library.consequences().keySet(), faults);
      case MEASURE -> oneOf(given, library.measures().keySet(), faults);
      case OUTCOME -> oneOf(given, Set.of("stands", "reduced", "dropped"), faults);
      case MITIGATIONS -> mitigations(given, library, faults);
      case LEVEL -> level(given, faults);
      case YES_OR_NO -> yesOrNo(given, faults);
    };
  }

  private @Nullable String words(Object given, int longest, FieldFaults faults) {
    if (given instanceof String text && text.length() <= longest && Writing.isLines(text)) {
      return Writing.lines(text).strip();
    }
    faults.add(
        pointer(),
        "must be a text of at most " + longest + " characters",
        "须为至多 " + longest + " 个字符的文字");
    return null;
  }

  private @Nullable String oneOf(Object given, Collection<String> words, FieldFaults faults) {
    if (given instanceof String word && words.contains(word)) {
      return word;
    }
    String all = String.join(", ", words.stream().sorted().toList());
    faults.add(pointer(), "must be one of " + all, "须为以下之一：" + all);
    return null;
  }

  private @Nullable List<String> mitigations(Object given, Library library, FieldFaults faults) {
    List<String> known =
        library.adjustments().keySet().stream()
            .filter(word -> !word.equals(Adjustment.REPEATED))
            .toList();
    List<String> read = new ArrayList<>();
    if (given instanceof List<?> list) {
      for (Object one : list) {
        String word = oneOf(one, known, faults);
        if (word == null) {
          return null;
        }
        if (!read.contains(word)) {
          read.add(word);
        }
      }
      return read;
    }
    faults.add(pointer(), "must be a list of words", "须为列表");
    return null;
  }

  private @Nullable Integer level(Object given, FieldFaults faults) {
    if (given instanceof Integer level && Levels.isOne(level)) {
      return level;
    }
    faults.add(
        pointer(),
        "must be a number from " + Levels.NOTHING + " to " + Levels.LIGHTEST,
        "须为 " + Levels.NOTHING + " 至 " + Levels.LIGHTEST + " 的整数");
    return null;
  }

  private @Nullable Boolean yesOrNo(Object given, FieldFaults faults) {
    if (given instanceof Boolean is) {
      return is;
    }
    faults.add(pointer(), "must be true or false", "须为 true 或 false");
    return null;
  }
}
