package io.lamplighter.kit.http;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.kit.text.CommaList;
import io.lamplighter.kit.time.IsoTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query. Every bad one is named, also one that does not exist: a filter that is
 * silently ignored shows the wrong list. Read what you need, then {@link #check()}.
 */
public final class Params {
  private static final int LONGEST = 200;

  private final MultivaluedMap<String, String> given;
  private final List<FieldError> errors = new ArrayList<>();

  public Params(MultivaluedMap<String, String> given, Set<String> known) {
    this.given = given;
    for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
      if (!known.contains(parameter.getKey())) {
        bad(parameter.getKey(), "is not a parameter here", "此处没有该参数");
      } else if (parameter.getValue().size() > 1) {
        bad(parameter.getKey(), "is given more than once", "重复给出");
      }
    }
  }

  /** A text without control characters; null when it is left out or empty. */
  public @Nullable String text(String name) {
    String value = given.getFirst(name);
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
      bad(
          name,
          "must have at most " + LONGEST + " characters and no control characters",
          "最多 " + LONGEST + " 个字符，且不得含控制字符");
      return null;
    }
    return value;
  }

  public @Nullable String region(String name) {
    String value = text(name);
    if (value != null && !Region.isCode(value)) {
      bad(
          name,
          "must be a region code of GB/T 2260 or the beginning of one",
          "须为 GB/T 2260 行政区划代码或其前缀");
      return null;
    }
    return value;
  }

  public <E extends Enum<E>> @Nullable E oneOf(String name, E[] all, Function<E, String> wire) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    for (E each : all) {
      if (wire.apply(each).equals(value)) {
        return each;
      }
    }
    String words = Arrays.stream(all).map(wire).collect(Collectors.joining(", "));
    bad(name, "must be one of " + words, "须为以下之一：" + words);
    return null;
  }

  public @Nullable Boolean yesOrNo(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    if (!value.equals("true") && !value.equals("false")) {
      bad(name, "must be true or false", "须为 true 或 false");
    }
    return value.equals("true");
  }

  /** Words with commas between them; empty when left out. */
  public Set<String> words(String name) {
    String value = given.getFirst(name);
    if (value == null || value.isBlank()) {
      return Set.of();
    }
    return Set.copyOf(CommaList.of(value));
  }

  /** How many, 1 to {@link Page#MAX}. */
  public int limit(int unlessGiven) {
    return (int) number("limit", unlessGiven, 1, Page.MAX);
  }

  public long number(String name, long unlessGiven, long least, long most) {
    String value = text(name);
    if (value == null) {
      return unlessGiven;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    bad(
        name,
        "must be a number from " + least + " to " + most,
        "须为 " + least + " 至 " + most + " 的整数");
    return unlessGiven;
  }

  /** A time with its offset; null when it is left out. */
  public @Nullable Instant time(String name) {
    String value = text(name);
    if (value == null) {
      return null;
    }
    try {
      return IsoTime.at("/" + name, value).toInstant();
    } catch (Refusal.Invalid wrong) {
      errors.addAll(wrong.errors());
      return null;
    }
  }

  /** What may not be left out. */
  public void needs(String name, @Nullable Object value) {
    if (value == null) {
      bad(name, "is missing", "缺失");
    }
  }

  public void bad(String name, String en, String zh) {
    String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
    errors.add(FieldError.of(pointer, en, zh));
  }

  /**
   * @throws Refusal.Invalid naming every bad parameter
   */
  public void check() {
    if (!errors.isEmpty()) {
      throw new Refusal.Invalid(errors);
    }
  }
}
