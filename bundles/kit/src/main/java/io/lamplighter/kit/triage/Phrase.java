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
public record Phrase(String words, Pattern pattern) {
  /** A few words, in characters: Chinese says in one what English says in three. */
  private static final String GAP = "[^.!?]{0,";

  private static final Pattern HEAD = Pattern.compile("[a-z0-9]+|[^a-z0-9 ,.!?()|*]{1,2}");

  /** Signs that the normal form ends sentences by, and gaps at an edge or side by side. */
  private static final Pattern WRONG = Pattern.compile("[.!?]|^\\*|\\*$|\\*\\*");

  private static final Pattern PIECE = Pattern.compile("[()|*]|[^()|*]+");

  /** Where a word of Latin letters begins and ends, also beside Chinese ones. */
  private static final String WORD_BEGIN = "(?<![a-z0-9])";

  private static final String WORD_END = "(?![a-z0-9])";

  /** Each gap is looked through for each place where one before it ends. */
  private static final int MOST_GAPS = 3;

  private static final int HAN_GAP = 10;
  private static final int LATIN_GAP = 28;

  /** What stands between two gaps, in a text. */
  public record Span(int start, int end) {}

  /**
   * Where a phrase stands in a text.
   *
   * @param spans what of the text it names to the letter, in their order
   */
  public record Place(List<Span> spans) {
    /** From its first word to its last. */
    public Span whole() {
      return new Span(spans.get(0).start(), spans.get(spans.size() - 1).end());
    }

    /** The words of the text that it names, without what stands between them. */
    String said(String text) {
      StringJoiner words = new StringJoiner(" … ");
      spans.forEach(span -> words.add(text.substring(span.start(), span.end())));
      return words.toString();
    }
  }

  /**
   * @throws PatternSyntaxException when a bracket lacks its other or has a gap in it, when it would
   *     be read as something else than it says, or take too long
   */
  static Phrase of(String written, NormalForm form) {
    StringBuilder words = new StringBuilder();
    Matcher pieces = PIECE.matcher(written);
    while (pieces.find()) {
      words.append(plain(pieces.group(), form));
    }
    refuse(written, words);
    boolean latin = words.chars().allMatch(c -> c < 0x250);
    StringBuilder pattern = new StringBuilder(latin ? WORD_BEGIN + "(" : "(");
    int depth = 0;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if ((c == '*' && depth > 0) || (c == '|' && depth == 0)) {
        throw new PatternSyntaxException("* within brackets, or | outside", written, i);
      }
      switch (c) {
        case '(' -> pattern.append("(?:");
        case '*' -> pattern.append(latin ? ")" + WORD_END : ")").append(gap(latin));
        default -> pattern.append(c);
      }
    }
    pattern.append(latin ? ")" + WORD_END : ")");
    Phrase phrase = new Phrase(words.toString(), Pattern.compile(pattern.toString()));
    if (phrase.pattern.matcher("").matches()) {
      throw new PatternSyntaxException("nothing is a phrase", written, 0);
    }
    return phrase;
  }

  /** What would be read as something else than it says, or take too long. */
  private static void refuse(String written, CharSequence words) {
    Matcher wrong = WRONG.matcher(words);
    if (wrong.find()) {
      throw new PatternSyntaxException("'" + wrong.group() + "'", written, wrong.start());
    }
    if (words.chars().filter(c -> c == '*').count() > MOST_GAPS) {
      throw new PatternSyntaxException("more than " + MOST_GAPS + " gaps", written, 0);
    }
  }

  private static String gap(boolean latin) {
    return GAP + (latin ? LATIN_GAP + "}" + WORD_BEGIN + "(" : HAN_GAP + "}(");
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
    List<String> alternatives = new ArrayList<>();
    int depth = 1;
    int begin = 1;
    int at = 1;
    for (; depth > 0 && at < words.length(); at++) {
      char c = words.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if ((c == '|' && depth == 1) || depth == 0) {
        alternatives.add(words.substring(begin, at));
        begin = at + 1;
      }
    }
    for (String one : alternatives) {
      heads(one.isEmpty() ? words.substring(at) : one, heads);
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

  public List<Place> in(String text) {
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
