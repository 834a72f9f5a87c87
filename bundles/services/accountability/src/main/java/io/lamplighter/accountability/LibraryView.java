package io.lamplighter.accountability;

import io.lamplighter.api.Text;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The library as people read it.
 *
 * @param causes the rules by which something is found; time limits have names of their own
 */
record LibraryView(
    List<Word> events,
    List<Word> causes,
    List<Word> faults,
    List<Word> consequences,
    List<Word> measures,
    List<Word> mitigations,
    List<LineView> lines) {
  /** A word of the library, and what it is called. */
  record Word(String word, String name) {}

  record LineView(
      String line,
      String edition,
      @Nullable String from,
      @Nullable String to,
      String event,
      String fault,
      String consequence,
      int level,
      String measure,
      String article) {
    static LineView of(LibraryLine line) {
      return new LineView(
          line.line(),
          line.edition(),
          line.from() == null ? null : line.from().toString(),
          line.to() == null ? null : line.to().toString(),
          line.event(),
          line.fault(),
          line.consequence(),
          line.level(),
          line.measure(),
          line.article());
    }
  }

  static LibraryView of(Library library, Locale locale) {
    return new LibraryView(
        words(library.events().values(), EventClass::event, EventClass::name, locale),
        words(library.rules().values(), FindingRule::code, FindingRule::name, locale),
        words(library.faults(), locale),
        words(library.consequences(), locale),
        words(library.measures().values(), Measure::word, Measure::name, locale),
        words(
            library.adjustments().values().stream()
                .filter(one -> !one.word().equals(Adjustment.REPEATED))
                .toList(),
            Adjustment::word,
            Adjustment::name,
            locale),
        library.lines().stream().map(LineView::of).toList());
  }

  private static List<Word> words(Map<String, Text> words, Locale locale) {
    return words(words.entrySet(), Map.Entry::getKey, Map.Entry::getValue, locale);
  }

  private static <T> List<Word> words(
      Collection<T> all, Function<T, String> word, Function<T, Text> name, Locale locale) {
    return all.stream().map(one -> new Word(word.apply(one), name.apply(one).in(locale))).toList();
  }
}
