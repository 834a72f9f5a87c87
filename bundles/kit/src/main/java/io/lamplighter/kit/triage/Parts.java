package io.lamplighter.kit.triage;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a text by which its kind is learned and told: of Chinese single characters and two
 * in a row; of Latin letters whole words, two in a row, and pieces of a word, so that a slip of the
 * finger leaves most of them; how it begins and ends, and whether it asks or calls. Each counts
 * once, however often it stands there: who says it twice means no more by it. Numbers of more than
 * three digits are all one: they are phones and accounts.
 */
public final class Parts {
  private static final Pattern CLAUSE = Pattern.compile("[^,.!?]+|[!?]");

  private static final int HAN = 2;
  private static final int SHORTEST_PIECE = 3;
  private static final int LONGEST_PIECE = 5;
  private static final int LONG_NUMBER = 4;

  /** So many characters of its beginning and its end count as such. */
  private static final int ENDS = 3;

  /** The edge of a word; then marks of a piece of a word, of a text's beginning and of its end. */
  private static final char EDGE = '_';

  private static final char PIECE = '~';
  private static final char BEGIN = '^';
  private static final char END = '$';

  private Parts() {}

  /**
   * @param plain a text in its normal form
   */
  public static Set<String> of(String plain) {
    Set<String> parts = new LinkedHashSet<>();
    String first = "";
    String last = "";
    Matcher clauses = CLAUSE.matcher(plain);
    while (clauses.find()) {
      String clause = clauses.group();
      if (clause.equals("?") || clause.equals("!")) {
        parts.add(clause);
        continue;
      }
      clause(clause, parts);
      first = first.isEmpty() ? clause : first;
      last = clause;
    }
    ends(first, last, parts);
    return parts;
  }

  private static void ends(String begin, String end, Set<String> parts) {
    String first = begin.replace(' ', EDGE);
    String last = end.replace(' ', EDGE);
    int[] firsts = first.codePoints().toArray();
    int[] lasts = last.codePoints().toArray();
    for (int length = 1; length <= ENDS; length++) {
      if (length <= firsts.length) {
        parts.add(BEGIN + new String(firsts, 0, length));
      }
      if (length <= lasts.length) {
        parts.add(new String(lasts, lasts.length - length, length) + END);
      }
    }
    if (!first.isEmpty()) {
      int edge = first.indexOf(EDGE);
      parts.add(BEGIN + (edge < 0 ? first : first.substring(0, edge)));
      parts.add(last.substring(last.lastIndexOf(EDGE) + 1) + END);
    }
  }

  private static void clause(String clause, Set<String> parts) {
    String before = "";
    int i = 0;
    while (i < clause.length()) {
      int end = i + 1;
      boolean latin = isLatin(clause.charAt(i));
      if (clause.charAt(i) != ' ') {
        while (end < clause.length()
            && clause.charAt(end) != ' '
            && isLatin(clause.charAt(end)) == latin) {
          end++;
        }
        String run = clause.substring(i, end);
        if (latin) {
          before = word(run, before, parts);
        } else {
          row(run, parts);
          before = "";
        }
      }
      i = end;
    }
  }

  private static String word(String written, String before, Set<String> parts) {
    boolean number =
        written.length() >= LONG_NUMBER && written.chars().allMatch(Character::isDigit);
    String word = number ? "0" : written;
    parts.add(word);
    if (!before.isEmpty()) {
      parts.add(before + " " + word);
    }
    String edged = EDGE + word + EDGE;
    for (int length = SHORTEST_PIECE; length <= LONGEST_PIECE; length++) {
      for (int at = 0; at + length <= edged.length(); at++) {
        parts.add(PIECE + edged.substring(at, at + length));
      }
    }
    return word;
  }

  private static void row(String row, Set<String> parts) {
    int[] characters = row.codePoints().toArray();
    for (int at = 0; at < characters.length; at++) {
      for (int length = 1; length <= HAN && at + length <= characters.length; length++) {
        parts.add(new String(characters, at, length));
      }
    }
  }

  private static boolean isLatin(char c) {
    return c < 0x250;
  }
}
