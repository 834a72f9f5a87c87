package io.lamplighter.journal;

import io.lamplighter.api.journal.Fact;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What may be written. A fact that breaks a rule is a mistake of the part that writes it, not of
 * its caller: {@link IllegalArgumentException}.
 */
final class FactCheck {
  static final int MAX_TEXT = 100;
  static final int MAX_DATA = 64 * 1024;
  private static final int MAX_DEPTH = 20;
  private static final Pattern TYPE =
      Pattern.compile("(?=.{3,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Also what was taken for a code before: who has it must still be able to leave. */
  private static final Pattern REGION = Pattern.compile("\\d{0,12}");

  private static final Pattern SOURCE = Pattern.compile("[a-z][a-z0-9.-]{0,63}");

  private FactCheck() {}

  static void source(String source) {
    require(SOURCE.matcher(source).matches(), "source is not the name of a part");
  }

  static void fact(Fact fact) {
    require(TYPE.matcher(fact.type()).matches(), "type is not <thing>.<past participle>");
    line(fact.subject(), "subject");
    line(fact.actor(), "actor");
    require(REGION.matcher(fact.region()).matches(), "region is not a region code");
    value(fact.data(), 0);
  }

  static String data(String json) {
    require(json.length() <= MAX_DATA, "data is larger than " + MAX_DATA + " characters");
    return json;
  }

  private static void line(String text, String name) {
    require(
        !text.isBlank()
            && text.length() <= MAX_TEXT
            && text.chars().noneMatch(Character::isISOControl),
        name + " is empty, too long or has control characters");
    wellFormed(text);
  }

  private static void value(@Nullable Object value, int depth) {
    require(depth <= MAX_DEPTH, "data is nested too deep");
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, child) -> {
            require(key instanceof String, "data has a key that is not a string");
            value(key, depth + 1);
            value(child, depth + 1);
          });
    } else if (value instanceof List<?> list) {
      list.forEach(child -> value(child, depth + 1));
    } else if (value instanceof String text) {
      wellFormed(text);
    } else {
      require(
          value instanceof Number || value instanceof Boolean,
          "data holds something else than strings, numbers, booleans, maps and lists");
    }
  }

  /** PostgreSQL takes neither NUL nor half a surrogate pair. */
  private static void wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      require(c != 0 && (pair || !Character.isSurrogate(c)), "text is not well-formed Unicode");
      if (pair) {
        i++;
      }
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("Not a fact for the journal: " + otherwise);
    }
  }
}
