package io.lamplighter.triage.model;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.kit.triage.Danger;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Triage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts with the parts that they are told by, found once for all that is learned from them.
 *
 * @param said what people write
 * @param nothing what says nothing
 */
public record Samples(List<Sample> said, List<Sample> nothing) {
  /**
   * @param form in which texts are judged
   * @param rules of danger by which they are judged
   */
  public static Samples of(Texts texts, NormalForm form, Danger rules) {
    Reader reader = new Reader(form, rules);
    return new Samples(
        texts.said().stream().map(one -> reader.sample(one.kind(), one.text())).toList(),
        texts.nothing().stream().map(one -> reader.sample(null, one)).toList());
  }

  /** Finds the parts. The same part is the same object in all of them: there are two million. */
  private record Reader(NormalForm form, Danger rules, Map<String, String> parts) {
    Reader(NormalForm form, Danger rules) {
      this(form, rules, new HashMap<>());
    }

    Sample sample(@Nullable RequestKind kind, String text) {
      String plain = form.of(text);
      Danger.Found found = rules.in(plain);
      List<String> known = new ArrayList<>();
      for (String part : Triage.parts(plain, found)) {
        known.add(parts.computeIfAbsent(part, same -> same));
      }
      return new Sample(kind, plain, found, known);
    }
  }
}
