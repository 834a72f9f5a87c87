package io.lamplighter.assessors;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.Sample.Drawn;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Proofs;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Draws a sample that was committed, once. */
final class Drawing {
  private final Tools tools;

  Drawing(Tools tools) {
    this.tools = tools;
  }

  /** As {@link io.lamplighter.api.assessors.Samples#draw}; the caller was checked. */
  Sample draw(Caller caller, Sample sample, @Nullable Long seen, String secret) {
    String no = sample.no();
    checkFresh(sample, seen);
    if (secret.indexOf('\0') >= 0 || !Draw.commitment(secret).equals(sample.commitment())) {
      throw new Refusal.Invalid("/secret", "is not the one that was committed", "与承诺的不一致");
    }
    Proofs.Place place = sealed(no);
    String seed = Draw.seed(secret, place.head().hash());
    SortedMap<String, Set<String>> population = Population.of(tools, sample, place.head().last());
    if (population.isEmpty()) {
      throw new Refusal.Conflict(
          "sample.empty", new Text("There is nothing to draw from", "总体为空，无可抽取"));
    }
    List<SampleTables.Case> cases = new ArrayList<>();
    for (String number : Draw.lowest(seed, population.keySet(), sample.size())) {
      cases.add(
          new SampleTables.Case(
              number, Evidence.about(tools.journal(), population.getOrDefault(number, Set.of()))));
    }
    Drawn drawn =
        new Drawn(
            secret,
            place.head().number(),
            place.head().hash(),
            seed,
            population.size(),
            Draw.digest(population.keySet()),
            Draw.digest(cases.stream().map(SampleTables.Case::line).toList()),
            caller.actor(),
            tools.now(),
            cases.stream().map(SampleTables.Case::no).toList());
    return tools
        .work()
        .command(
            t -> {
              SampleTables tables = new SampleTables(t.connection());
              checkFresh(tables.locked(no), seen);
              tables.draw(no, drawn, cases);
              tools.tell(
                  t, SampleProof.drawn(no, drawn, cases), no, sample.region(), caller.actor());
              return SamplesService.shown(tables.locked(no), List.of(), List.of());
            });
  }

  private static void checkFresh(Sample sample, @Nullable Long seen) {
    if (seen != null && seen != sample.version()) {
      throw new Refusal.Stale(seen, sample.version());
    }
    if (sample.drawn() != null) {
      throw new Refusal.Conflict(
          "sample.drawn", new Text("It was drawn already, and is drawn once", "该样本已抽取，只抽一次"));
    }
  }

  /** Where the commitment is sealed. */
  private Proofs.Place sealed(String no) {
    List<Cursor> cursors =
        tools.journal().about(no).stream()
            .filter(entry -> entry.type().equals("sample.committed"))
            .map(Entry::cursor)
            .toList();
    for (Proofs.Proof one : tools.proofs().of(cursors)) {
      Proofs.Place place = one.place();
      if (place != null) {
        return place;
      }
    }
    throw new Refusal.Conflict(
        "sample.not-sealed",
        new Text("The commitment is not sealed yet; it is within seconds", "承诺尚未封存，请数秒后再抽"));
  }
}
