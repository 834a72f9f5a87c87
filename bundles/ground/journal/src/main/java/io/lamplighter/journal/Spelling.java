package io.lamplighter.journal;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells a misspelt type from one that a company may have of its own. */
final class Spelling {
  private static final Pattern FORM =
      Pattern.compile("(?=.{3,64}$)[a-z][a-z0-9]*(-[a-z0-9]+)*\\.[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** So many letters too many, missing or wrong are a mistake and not another word. */
  private static final int MISTAKES = 2;

  private Spelling() {}

  static Optional<String> mistake(String type, Collection<String> known) {
    if (!FORM.matcher(type).matches()) {
      return Optional.of("\"" + type + "\" is not <thing>.<past participle>");
    }
    if (known.contains(type)) {
      return Optional.empty();
    }
    return known.stream()
        .filter(one -> distance(one, type) <= MISTAKES)
        .findFirst()
        .map(one -> "\"" + type + "\" is not known, is " + one + " meant?");
  }

  /** Levenshtein's. */
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[before.length];
      now[0] = i;
      for (int j = 1; j < now.length; j++) {
        int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[other.length()];
  }
}
