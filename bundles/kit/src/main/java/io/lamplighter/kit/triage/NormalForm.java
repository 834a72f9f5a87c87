package io.lamplighter.kit.triage;

import io.lamplighter.kit.data.DataFile;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form in which texts are compared, one for every channel: one width, one case, simplified
 * characters, words of dialects as everybody writes them. What is left are letters and digits, a
 * blank between words that need one, {@code ,} for a pause and {@code . ! ?} for the end of a
 * sentence; emoji and what is no writing are blanks. Every text has one, in time that grows with
 * its length; what comes after {@value #MOST} characters is not read. The tables ship and are the
 * same everywhere: what was learned in one form could not be recognised in another.
 */
public final class NormalForm {
  /** Twice what a submission may have: whoever says more has said what it is about. */
  public static final int MOST = 8000;

  /**
   * By so much a text may grow: one sign may stand for eighteen letters, and what is behind five
   * hundred of them would not be read.
   */
  static final int GROWTH = 1000;

  /** What may stand between letters, each stronger than the one before it. */
  private static final String SIGNS = "\0 ,.!?";

  private static final int BLANK = 1;
  private static final int PAUSE = 2;
  private static final int END = 3;
  private static final int CALL = 4;
  private static final int QUESTION = 5;

  private record Word(String written, String plain, boolean latin) {}

  private final Map<Integer, Integer> characters = new HashMap<>();
  private final Map<Character, List<Word>> words = new HashMap<>();

  /** Read once: all that a bundle compares is in the same. */
  private static final class Shipped {
    static final NormalForm FORM =
        new NormalForm(
            DataFile.load(null, NormalForm.class, "characters.csv", "characters,plain"),
            DataFile.load(null, NormalForm.class, "words.csv", "written,plain"));
  }

  public static NormalForm load() {
    return Shipped.FORM;
  }

  NormalForm(DataFile characters, DataFile words) {
    characters.lines().forEach(this::character);
    words.lines().forEach(this::word);
    this.words
        .values()
        .forEach(
            list ->
                list.sort(Comparator.comparingInt((Word w) -> w.written().length()).reversed()));
    for (DataFile.Line line : words.lines()) {
      String plain = letters(line.field(1));
      if (!of(plain).equals(plain)) {
        throw line.wrong("'" + line.field(1) + "' would be read on as '" + of(plain) + "'");
      }
    }
  }

  private void character(DataFile.Line line) {
    int[] from = line.field(0).codePoints().toArray();
    int[] to = line.field(1).codePoints().toArray();
    if (from.length != to.length) {
      throw line.wrong("each character needs one beside it");
    }
    for (int i = 0; i < from.length; i++) {
      characters.put(from[i], to[i]);
    }
  }

  private void word(DataFile.Line line) {
    String written = letters(line.field(0));
    if (written.isEmpty()) {
      throw line.wrong("'" + line.field(0) + "' has no letter");
    }
    boolean latin = written.chars().allMatch(c -> c < 0x250);
    words
        .computeIfAbsent(written.charAt(0), c -> new ArrayList<>())
        .add(new Word(written, letters(line.field(1)), latin));
  }

  /** The normal form of a text. */
  public String of(String text) {
    return words(letters(text));
  }

  private String letters(String text) {
    String wide = wide(cut(text));
    StringBuilder out = new StringBuilder(wide.length());
    int between = 0;
    int last = 0;
    for (int i = 0, c; i < wide.length(); i += Character.charCount(c)) {
      c = wide.codePointAt(i);
      int plain = Character.toLowerCase(simplified(c));
      if (!Character.isLetterOrDigit(plain)) {
        between = Math.max(between, rank(c));
        continue;
      }
      if (last != 0 && parts(between, last, plain)) {
        out.append(SIGNS.charAt(between));
      }
      out.appendCodePoint(plain);
      last = plain;
      between = 0;
    }
    if (between >= CALL) {
      out.append(SIGNS.charAt(between));
    }
    return out.toString();
  }

  private static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST);
  }

  /** In one width; when that is too much, without the signs that stand for several. */
  private static String wide(String text) {
    String wide = Normalizer.normalize(text, Normalizer.Form.NFKC);
    if (wide.length() <= text.length() + GROWTH) {
      return wide;
    }
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().map(c -> grows(c) ? ' ' : c).forEach(kept::appendCodePoint);
    return Normalizer.normalize(kept, Normalizer.Form.NFKC);
  }

  private static boolean grows(int c) {
    String one = Character.toString(c);
    return Normalizer.normalize(one, Normalizer.Form.NFKC).length() > one.length();
  }

  private int simplified(int c) {
    return characters.getOrDefault(c, c);
  }

  /**
   * A text in one width and in simplified characters; its signs, blanks and case stay. As long as
   * the normal form at most.
   */
  public String script(String text) {
    String wide = wide(cut(text));
    StringBuilder out = new StringBuilder(wide.length());
    for (int i = 0, c; i < wide.length(); i += Character.charCount(c)) {
      c = wide.codePointAt(i);
      out.appendCodePoint(simplified(c));
    }
    return out.toString();
  }

  /** How far what is no letter parts its neighbours, as a place in the signs; 0 not at all. */
  private static int rank(int c) {
    return switch (c) {
      case '\'', '’', '‘', '`', '´' -> 0;
      case '?' -> QUESTION;
      case '!' -> CALL;
      case '。', '.', ';', '\n', '\r', '…' -> END;
      default ->
          switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            case Character.OTHER_PUNCTUATION,
                Character.START_PUNCTUATION,
                Character.END_PUNCTUATION,
                Character.INITIAL_QUOTE_PUNCTUATION,
                Character.FINAL_QUOTE_PUNCTUATION ->
                PAUSE;
            default -> BLANK;
          };
    };
  }

  /** Blanks count between words of letters only, and no sign parts a number. */
  private static boolean parts(int between, int last, int next) {
    return switch (between) {
      case 0 -> false;
      case BLANK -> !Character.isIdeographic(last) && !Character.isIdeographic(next);
      default -> !(Character.isDigit(last) && Character.isDigit(next));
    };
  }

  private String words(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      Word word = wordAt(text, i);
      if (word == null) {
        out.append(text.charAt(i++));
      } else {
        out.append(word.plain());
        i += word.written().length();
      }
    }
    return out.toString();
  }

  private @Nullable Word wordAt(String text, int at) {
    for (Word word : words.getOrDefault(text.charAt(at), List.of())) {
      int end = at + word.written().length();
      boolean whole = !word.latin() || (isEdge(text, at - 1) && isEdge(text, end));
      if (whole && text.startsWith(word.written(), at)) {
        return word;
      }
    }
    return null;
  }

  private static boolean isEdge(String text, int at) {
    return at < 0
        || at >= text.length()
        || text.charAt(at) >= 0x250
        || !Character.isLetterOrDigit(text.charAt(at));
  }
}
