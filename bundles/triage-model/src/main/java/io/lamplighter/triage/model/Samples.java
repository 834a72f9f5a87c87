package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Triage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Texts with the parts that they are told by, found once for all that is learned from them.
 *
 * @param said what people write
 * @param polite the same once more, in their order, with some polite sentences before each
 * @param nothing what says nothing, as of every kind
 */
public record Samples(List<Sample> said, List<Sample> polite, List<Sample> nothing) {
  /**
   * @param form in which texts are judged
   * @param rules of danger by which they are judged
   */
  public static Samples of(Texts texts, NormalForm form, Danger rules) {
    Reader reader = new Reader(form, rules);
    return new Samples(
        texts.said().stream().map(one -> reader.sample(one.kind(), one.text(), 1)).toList(),
        reader.polite(texts.said(), texts.polite()),
        reader.nothing(texts.nothing()));
  }

  /** Finds the parts. The same part is the same object in all of them: there are two million. */
  private record Reader(NormalForm form, Danger rules, Map<String, String> parts) {
    private static final long SEED = 11;

    /** So many polite sentences stand before a text. */
    private static final int LEAST = 1;

    private static final int MOST = 5;

    /** Enough for politeness to weigh nothing; with more, what is said weighs less too. */
    private static final float POLITE = 0.1f;

    Reader(NormalForm form, Danger rules) {
      this(form, rules, new HashMap<>());
    }

    Sample sample(RequestKind kind, String text, float weight) {
      String plain = form.of(text);
      Danger.Found found = rules.in(plain);
      List<String> known = new ArrayList<>();
      for (String part : Triage.parts(plain, found)) {
        known.add(parts.computeIfAbsent(part, same -> same));
      }
      return new Sample(kind, text, known, found.words() != null, weight);
    }

    List<Sample> nothing(List<String> texts) {
      List<Sample> all = new ArrayList<>();
      for (String text : texts) {
        for (RequestKind kind : RequestKind.values()) {
          all.add(sample(kind, text, 1f / RequestKind.values().length));
        }
      }
      return all;
    }

    /** The same sentences each time. */
    List<Sample> polite(List<Texts.Said> said, List<String> sentences) {
      List<String> latin = sentences.stream().filter(Reader::isLatin).toList();
      List<String> others = sentences.stream().filter(one -> !isLatin(one)).toList();
      Random random = new Random(SEED);
      List<Sample> polite = new ArrayList<>();
      for (Texts.Said one : said) {
        List<String> fitting = isLatin(one.text()) ? latin : others;
        StringBuilder text = new StringBuilder();
        for (int i = LEAST + random.nextInt(MOST - LEAST + 1); i > 0; i--) {
          text.append(fitting.get(random.nextInt(fitting.size()))).append(". ");
        }
        polite.add(sample(one.kind(), text + one.text(), POLITE));
      }
      return polite;
    }

    private static boolean isLatin(String text) {
      return text.codePoints().noneMatch(Character::isIdeographic);
    }
  }
}
