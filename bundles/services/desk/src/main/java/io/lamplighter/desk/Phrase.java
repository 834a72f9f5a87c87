package io.lamplighter.desk;

import io.lamplighter.api.desk.RequestKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phrase of {@code kinds.csv}: words to the letter, {@code (one|other)} for either, {@code *} for
 * a few words between that stay within the sentence.
 *
 * @param kind null when it says nothing, and only keeps shorter phrases in it from counting
 */
record Phrase(@Nullable RequestKind kind, int weight, String words, Pattern pattern, boolean gap) {
  /** A few words, in characters: Chinese says in one what English says in three. */
  private static final String GAP = "[^。！？!?；;\\n]{0,";

  private static final Pattern HEAD = Pattern.compile("[a-z0-9]+|[^a-z0-9\\s]");
  private static final int HAN_GAP = 10;
  private static final int LATIN_GAP = 28;

  /** Where a phrase stands in a text. */
  record Place(Phrase phrase, int start, int end) {
    /** Whether this is a part of what the other says as one word, as 停电 is of 停电通知. */
    boolean isWithin(Place other) {
      return !other.phrase.gap
          && other.start <= start
          && end <= other.end
          && end - start < other.end - other.start;
    }
  }

  static Phrase of(@Nullable RequestKind kind, int weight, String words) {
    boolean latin = words.chars().allMatch(c -> c < 0x250);
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      switch (c) {
        case '(' -> pattern.append("(?:");
        case ')', '|' -> pattern.append(c);
        case '*' -> pattern.append(GAP).append(latin ? LATIN_GAP : HAN_GAP).append('}');
        case ' ' -> pattern.append("\\s+");
        default -> pattern.append(Pattern.quote(String.valueOf(c)));
      }
    }
    String written = latin ? "\\b(?:" + pattern + ")\\b" : pattern.toString();
    return new Phrase(kind, weight, words, Pattern.compile(written), words.indexOf('*') >= 0);
  }

  /**
   * What it can begin with: a Chinese character or a whole word. A text without any of them need
   * not be looked through.
   */
  Set<String> heads() {
    Set<String> heads = new HashSet<>();
    heads(words, heads);
    return heads;
  }

  private static void heads(String words, Set<String> heads) {
    if (!words.startsWith("(")) {
      Matcher first = HEAD.matcher(words);
      heads.add(first.lookingAt() ? first.group() : "");
      return;
    }
    int depth = 0;
    int begin = 1;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if ((c == '|' && depth == 1) || (c == ')' && depth == 0)) {
        heads(words.substring(begin, i), heads);
        begin = i + 1;
      }
      if (depth == 0) {
        return;
      }
    }
  }

  /** Every Chinese character and every word of a text. */
  static Set<String> headsIn(String text) {
    Set<String> heads = new HashSet<>();
    Matcher next = HEAD.matcher(text);
    while (next.find()) {
      heads.add(next.group());
    }
    return heads;
  }

  /** Asked for with every text; a string keeps its own. */
  @Override
  public int hashCode() {
    return words.hashCode();
  }

  List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      places.add(new Place(this, matcher.start(), matcher.end()));
    }
    return places;
  }
}
