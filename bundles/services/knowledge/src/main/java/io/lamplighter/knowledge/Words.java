package io.lamplighter.knowledge;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.NormalForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * What a text is found by, in Chinese and in English: its words, without those that say nothing,
 * and of Chinese the pairs of neighbouring characters besides, which stand even where it was parted
 * wrongly.
 */
final class Words {
  /** So much of a text is looked at. */
  static final int MOST = 4000;

  /** What stands before a pair, which no word has. */
  static final char PAIR = '+';

  private final NormalForm form = NormalForm.load();
  private final Analyzer analyzer = new SmartChineseAnalyzer();
  private final Map<String, String> same = new HashMap<>();
  private final Pattern written;
  private final Set<String> idle;

  /** By the tables that ship. */
  static Words load() {
    return new Words(
        DataFile.load(null, Words.class, "/knowledge/same.csv", "written,means"),
        DataFile.load(null, Words.class, "/knowledge/idle.csv", "words"));
  }

  Words(DataFile same, DataFile idle) {
    for (DataFile.Line line : same.lines()) {
      this.same.put(form.of(line.field(0)), form.of(line.field(1)));
    }
    written =
        Pattern.compile(
            this.same.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Words::pattern)
                .collect(Collectors.joining("|")));
    // As they come out of the analysis: 'does' is 'doe' there.
    this.idle =
        idle.lines().stream()
            .flatMap(line -> tokens(form.of(line.field(0))).stream())
            .map(Token::word)
            .collect(Collectors.toUnmodifiableSet());
  }

  private static String pattern(String words) {
    boolean latin = words.chars().allMatch(c -> c < 0x250);
    return latin ? "\\b" + Pattern.quote(words) + "\\b" : Pattern.quote(words);
  }

  private record Token(String word, int start, int end) {}

  /** A text as it is compared: in its normal form, one word for what has several. */
  String plain(String text) {
    return written
        .matcher(form.of(text.substring(0, Math.min(text.length(), MOST))))
        .replaceAll(found -> Objects.requireNonNull(same.get(found.group())));
  }

  /** A word without the mark of a pair. */
  static String bare(String word) {
    return word.charAt(0) == PAIR ? word.substring(1) : word;
  }

  /** The words and pairs of a text, each once, in their order. */
  Collection<String> of(String text) {
    return ofPlain(plain(text));
  }

  /** As {@link #of} of what is in its form already. */
  Collection<String> ofPlain(String plain) {
    Set<String> found = new LinkedHashSet<>();
    int from = 0;
    int end = -1;
    for (Token token : tokens(plain)) {
      if (idle.contains(token.word())) {
        continue;
      }
      found.add(token.word());
      if (token.start() != end) {
        from = token.start();
      }
      end = token.end();
      pairs(plain, from, token, found);
    }
    return found;
  }

  /** Those that end in this word; also one that it makes with the word before it. */
  private static void pairs(String plain, int from, Token token, Set<String> found) {
    for (int i = Math.max(from + 1, token.start()); i < token.end(); i++) {
      if (isHan(plain.charAt(i - 1)) && isHan(plain.charAt(i))) {
        found.add(PAIR + plain.substring(i - 1, i + 1));
      }
    }
  }

  private static boolean isHan(char c) {
    return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
  }

  private List<Token> tokens(String plain) {
    List<Token> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("", plain)) {
      CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
      OffsetAttribute place = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(new Token(word.toString(), place.startOffset(), place.endOffset()));
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tokens;
  }

  /** Without the pairs: what a person would call its words. */
  List<String> wordsOf(String text) {
    return of(text).stream().filter(word -> word.charAt(0) != PAIR).toList();
  }
}
