package io.lamplighter.knowledge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A way to ask that has many wordings: of each group one of its words must be there, in whatever
 * order. It is written as {@code low-income|welfare + bill|power}; a word in Latin letters is the
 * beginning of one.
 *
 * @param groups the words of each, as texts are compared
 */
record Way(List<List<String>> groups) {
  private static final String AND = " + ";
  private static final String OR = "|";

  /** Whether it is one, and not a sentence that somebody asks. */
  static boolean isOne(String asked) {
    return asked.contains(OR) || asked.contains(AND);
  }

  static Way of(String asked, Words words) {
    List<List<String>> groups = new ArrayList<>();
    for (String group : asked.split("\\s\\+\\s")) {
      List<String> plain =
          Stream.of(group.split("\\|")).map(words::plain).filter(word -> !word.isEmpty()).toList();
      if (!plain.isEmpty()) {
        groups.add(plain);
      }
    }
    return new Way(groups);
  }

  /** Every word that may be said. */
  Stream<String> all() {
    return groups.stream().flatMap(List::stream);
  }

  /**
   * Which of its words stand in a text; null unless one of each group does.
   *
   * @param plain as texts are compared
   */
  @Nullable Set<String> in(String plain) {
    Set<String> found = new TreeSet<>();
    for (List<String> group : groups) {
      boolean any = false;
      for (String word : group) {
        if (stands(word, plain)) {
          found.add(word);
          any = true;
        }
      }
      if (!any) {
        return null;
      }
    }
    return found.isEmpty() ? null : found;
  }

  private static boolean stands(String word, String plain) {
    int at = plain.indexOf(word);
    while (at >= 0 && isLatin(word.charAt(0)) && at > 0 && isLatin(plain.charAt(at - 1))) {
      at = plain.indexOf(word, at + 1);
    }
    return at >= 0;
  }

  private static boolean isLatin(char c) {
    return c < 0x250 && Character.isLetter(c);
  }
}
