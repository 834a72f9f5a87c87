package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.data.DataFile;
import io.lamplighter.api.desk.RequestKind;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells the kind of a request from what the customer wrote, by phrases kept as data. */
final class KindRules {
  static final String COLUMNS = "kind,weight,phrase";

  /** What was decided, and the phrase that decided it. */
  record Decision(RequestKind kind, String reason) {}

  static final Decision UNDECIDED = new Decision(RequestKind.ENQUIRY, "no-phrase");

  private record Phrase(RequestKind kind, int weight, String words, @Nullable Pattern whole) {
    boolean in(String text) {
      return whole == null ? text.contains(words) : whole.matcher(text).find();
    }
  }

  private record Score(int sum, Phrase heaviest) {
    Score and(Score other) {
      return new Score(
          sum + other.sum, other.heaviest.weight() > heaviest.weight() ? other.heaviest : heaviest);
    }
  }

  private final List<Phrase> phrases;

  /**
   * @param ownFiles where a company's own tables may lie
   */
  static KindRules load(@Nullable Path ownFiles) {
    return new KindRules(DataFile.load(ownFiles, KindRules.class, "/triage/kinds.csv", COLUMNS));
  }

  KindRules(DataFile file) {
    phrases = file.lines().stream().map(KindRules::phrase).toList();
  }

  private static Phrase phrase(DataFile.Line line) {
    String words = plain(line.field(2));
    boolean latin = words.chars().allMatch(c -> c < 0x250);
    Pattern whole = latin ? Pattern.compile("\\b" + Pattern.quote(words) + "\\b") : null;
    return new Phrase(kind(line), line.number(1, 1, 1000), words, whole);
  }

  static RequestKind kind(DataFile.Line line) {
    try {
      return RequestKind.ofWire(line.field(0), "");
    } catch (Refusal.Invalid e) {
      throw line.wrong("there is no kind '" + line.field(0) + "'");
    }
  }

  Decision decide(String text) {
    String plain = plain(text);
    Map<RequestKind, Score> scores = new EnumMap<>(RequestKind.class);
    for (Phrase phrase : phrases) {
      if (phrase.in(plain)) {
        scores.merge(phrase.kind(), new Score(phrase.weight(), phrase), Score::and);
      }
    }
    return scores.values().stream()
        .max(
            Comparator.comparingInt(Score::sum)
                .thenComparingInt(score -> score.heaviest().weight())
                .thenComparingInt(score -> -phrases.indexOf(score.heaviest())))
        .map(score -> new Decision(score.heaviest().kind(), score.heaviest().words()))
        .orElse(UNDECIDED);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
