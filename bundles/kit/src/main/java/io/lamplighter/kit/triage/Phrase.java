package io.lamplighter.kit.triage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A phrase of {@code danger.csv}: words to the letter, {@code (one|other)} for either, {@code *}
 * for a few words between that stay within the sentence.
 */
record Phrase(String words, Pattern pattern) {
  /** A few words, in characters: Chinese says in one what English says in three. */
  private static final String GAP = "[^.!?]{0,";

  private static final Pattern HEAD = Pattern.compile("[a-z0-9]+|[^a-z0-9 ,.!?()|*]{1,2}");
  private static final Pattern PIECE = Pattern.compile("[()|*]|[^()|*]+");
  private static final int HAN_GAP = 10;
  private static final int LATIN_GAP = 28;

  /** What stands between two gaps, in a text. */
  record Span(int start, int end) {
    boolean isWithin(Span other) {
      return other.start <= start && end <= other.end;
    }
  }

  /**
   * Where a phrase stands in a text.
   *
   * @param spans what of the text it names to the letter, in their order
   */
  record Place(List<Span> spans) {
    /** Whether a phrase that disarms covers any of it, as 没有冒烟 does the 冒烟 of 电线冒烟. */
    boolean isDisarmedBy(Place other) {
      Span all =
          new Span(other.spans.get(0).start(), other.spans.get(other.spans.size() - 1).end());
      return spans.stream().anyMatch(span -> span.isWithin(all));
    }

    /** The words of the text that it names, without what stands between them. */
    String said(String text) {
      StringJoiner words = new StringJoiner(" … ");
      spans.forEach(span -> words.add(text.substring(span.start(), span.end())));
      return words.toString();
    }
  }

  /**
   * @throws PatternSyntaxException when a bracket lacks its other, or has a gap in it
   */
  static Phrase of(String written, NormalForm form) {
    StringBuilder words = new StringBuilder();
    Matcher pieces = PIECE.matcher(written);
    while (pieces.find()) {
      words.append(plain(pieces.group(), form));
    }
    boolean latin = words.chars().allMatch(c -> c < 0x250);
    StringBuilder pattern = new StringBuilder(latin ? "\\b(" : "(");
    int depth = 0;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '*' && depth > 0) {
        throw new PatternSyntaxException("* within brackets", written, i);
      }
      switch (c) {
        case '(' -> pattern.append("(?:");
        case '*' -> pattern.append(latin ? ")\\b" : ")").append(gap(latin));
        default -> pattern.append(c);
      }
    }
    pattern.append(latin ? ")\\b" : ")");
    return new Phrase(words.toString(), Pattern.compile(pattern.toString()));
  }

  private static String gap(boolean latin) {
    return GAP + (latin ? LATIN_GAP + "}\\b(" : HAN_GAP + "}(");
  }

  /** Blanks at the edges tell words apart in a phrase and say nothing in a text. */
  private static String plain(String piece, NormalForm form) {
    if (piece.length() == 1 && "()|*".contains(piece)) {
      return piece;
    }
    String plain = form.of(piece);
    String before = piece.startsWith(" ") ? " " : "";
    String after = piece.endsWith(" ") && !plain.isEmpty() ? " " : "";
    return before + plain + after;
  }

  /**
   * What it can begin with: one or two Chinese characters or a whole word. A text without any of
   * them need not be looked through.
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

  /** Every Chinese character, every two of them in a row and every word of a text. */
  static Set<String> headsIn(String text) {
    Set<String> heads = new HashSet<>();
    Matcher next = HEAD.matcher(text);
    int at = 0;
    while (at < text.length() && next.find(at)) {
      boolean word = text.charAt(next.start()) < 0x80;
      at = word ? next.end() : next.start() + 1;
      heads.add(next.group());
      heads.add(text.substring(next.start(), at));
    }
    return heads;
  }

  List<Place> in(String text) {
    List<Place> places = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      List<Span> spans = new ArrayList<>();
      for (int group = 1; group <= matcher.groupCount(); group++) {
        if (matcher.start(group) < matcher.end(group)) {
          spans.add(new Span(matcher.start(group), matcher.end(group)));
        }
      }
      places.add(new Place(spans));
    }
    return places;
  }
}
