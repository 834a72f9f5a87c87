package io.lamplighter.kit.finds;

import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.triage.NormalForm;
import io.lamplighter.kit.triage.Phrase.Place;
import io.lamplighter.kit.triage.Phrase.Span;
import io.lamplighter.kit.triage.PhraseTable;
import io.lamplighter.kit.triage.PhraseTable.Rule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells by phrases how far something reaches and who is in danger, as codes: a table like that of
 * {@link io.lamplighter.kit.triage.Danger}, whose every phrase is tried on its examples when it is
 * read.
 */
final class Codes {
  /** What does not count where these words stand: 没有老人. */
  private static final String HARMLESS = "harmless";

  private static final String EXTENT = "extent.";
  private static final String IN_DANGER = "in-danger.";

  /** What was found, each list without what stands in it twice. */
  record Found(Set<String> extent, Set<String> inDanger) {}

  private static final Pattern CODE = Pattern.compile("(extent|in-danger)\\.[a-z-]{2,30}");

  private final NormalForm form;
  private final PhraseTable phrases;

  /**
   * @param own where a company's own {@code finds.csv} may lie; null for nowhere
   * @throws IllegalArgumentException naming file and line of the first mistake
   */
  static Codes load(@Nullable Path own, NormalForm form) {
    return new Codes(DataFile.load(own, Codes.class, "finds.csv", PhraseTable.COLUMNS), form);
  }

  Codes(DataFile file, NormalForm form) {
    this.form = form;
    phrases =
        new PhraseTable(
            file,
            form,
            says -> says.equals(HARMLESS) || CODE.matcher(says).matches(),
            "extent.…, in-danger.…, harmless");
    phrases.rules().forEach(this::tryOut);
  }

  /** Below a phrase that makes others harmless, yes is where none of them counts. */
  private void tryOut(Rule rule) {
    for (DataFile.Line line : rule.examples()) {
      Set<String> found = codes(form.of(line.field(1)));
      boolean counts = rule.says().equals(HARMLESS) ? found.isEmpty() : found.contains(rule.says());
      if (counts != line.field(0).equals("yes")) {
        throw line.wrong("finds " + found);
      }
    }
  }

  /**
   * @param plain a text in its normal form
   */
  Found in(String plain) {
    Set<String> codes = codes(plain);
    return new Found(of(EXTENT, codes), of(IN_DANGER, codes));
  }

  private static Set<String> of(String group, Set<String> codes) {
    Set<String> some = new LinkedHashSet<>();
    codes.stream()
        .filter(code -> code.startsWith(group))
        .map(code -> code.substring(group.length()))
        .forEach(some::add);
    return some;
  }

  private Set<String> codes(String plain) {
    List<Map.Entry<Place, String>> places = new ArrayList<>();
    List<Span> harmless = new ArrayList<>();
    for (Rule rule : phrases.in(plain)) {
      for (Place place : rule.phrase().in(plain)) {
        if (rule.says().equals(HARMLESS)) {
          harmless.add(place.whole());
        } else {
          places.add(Map.entry(place, rule.says()));
        }
      }
    }
    Set<String> codes = new TreeSet<>();
    for (Map.Entry<Place, String> place : places) {
      Span said = place.getKey().whole();
      if (harmless.stream().noneMatch(span -> covers(span, said))) {
        codes.add(place.getValue());
      }
    }
    return codes;
  }

  private static boolean covers(Span harmless, Span found) {
    return harmless.start() <= found.start() && found.end() <= harmless.end();
  }
}
