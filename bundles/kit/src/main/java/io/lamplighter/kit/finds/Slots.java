package io.lamplighter.kit.finds;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.personal.Keys;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds numbers of customers, meters and phones. */
final class Slots {
  /** What stands alone in none of the text's other numbers. */
  private static final String ALONE = "(?<![\\p{Alnum}.+-])(?:%s)(?![\\p{Alnum}-]|\\.\\d)";

  private static final String NUMBER =
      "(?:%s)\\s*(?:是|为|:|：|is|=|#|,|，)*\\s*([a-z0-9-]{5,24}|\\d{3,5}(?: \\d{1,5}){1,4})(?![a-z0-9])";

  private static final Pattern PHONE =
      Pattern.compile("(?<![\\p{Alnum}.])(?:\\+|00)?[(\\d](?:[ ()-]{0,2}\\d){6,14}(?!\\d)");

  /** What was found; of each the first. */
  record Found(@Nullable String customerNo, @Nullable String meter, @Nullable String phone) {}

  private final Pattern customer;
  private final Pattern meter;
  private final Pattern alone;

  static Slots load(@Nullable Path own) {
    return new Slots(DataFile.load(own, Slots.class, "slots.csv", "slot,words"));
  }

  Slots(DataFile file) {
    file.lines().forEach(Slots::check);
    customer = Pattern.compile(String.format(Locale.ROOT, NUMBER, words(file, "customer")));
    meter = Pattern.compile(String.format(Locale.ROOT, NUMBER, words(file, "meter")));
    alone = Pattern.compile(String.format(Locale.ROOT, ALONE, words(file, "alone")));
  }

  private static void check(DataFile.Line line) {
    if (!line.field(0).matches("customer|meter|alone")) {
      throw line.wrong("'" + line.field(0) + "' is none of customer, meter, alone");
    }
    try {
      Pattern.compile(line.field(1));
    } catch (PatternSyntaxException e) {
      throw line.wrong("'" + line.field(1) + "' is no pattern: " + e.getDescription());
    }
  }

  private static String words(DataFile file, String slot) {
    String words =
        file.lines().stream()
            .filter(line -> line.field(0).equals(slot))
            .map(line -> line.field(1))
            .collect(Collectors.joining("|"));
    if (words.isEmpty()) {
      throw file.wrong("has no line " + slot, "缺少 " + slot + " 行");
    }
    return words;
  }

  /**
   * @param text in one script and in small letters
   */
  Found in(String text) {
    if (text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return new Found(null, null, null);
    }
    StringBuilder left = new StringBuilder(text);
    String meterNo = take(left, meter, 1);
    String customerNo = take(left, customer, 1);
    String phone = phone(left);
    return new Found(customerNo == null ? take(left, alone, 0) : customerNo, meterNo, phone);
  }

  /** Nothing is taken twice. */
  private static @Nullable String take(StringBuilder text, Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    String found = matcher.group(group).replaceAll("[ -]", "").toUpperCase(Locale.ROOT);
    blank(text, matcher.start(), matcher.end());
    return found.chars().anyMatch(Character::isDigit) ? found : null;
  }

  private static @Nullable String phone(StringBuilder text) {
    for (Matcher run = PHONE.matcher(text); run.find(); ) {
      String key = Keys.phoneInUse(run.group());
      if (!key.isEmpty()) {
        blank(text, run.start(), run.end());
        return key;
      }
    }
    return null;
  }

  private static void blank(StringBuilder text, int begin, int end) {
    for (int i = begin; i < end; i++) {
      text.setCharAt(i, ' ');
    }
  }
}
