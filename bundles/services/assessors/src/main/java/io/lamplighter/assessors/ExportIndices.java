package io.lamplighter.assessors;

import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the house shows of the sample's days and region, and the entries that it comes from: of all
 * of the assessor's region, as what is somewhere now may have been elsewhere before.
 *
 * @param why there are none, in a word: away, too-many; null when there are
 */
record ExportIndices(List<Shown> figures, SortedSet<Cursor> entries, @Nullable String why) {
  static final int MOST_ENTRIES = 50_000;

  /** Those whose formula the tool knows. */
  private static final Set<String> KNOWN = Set.of("on-time", "first-answer");

  record Shown(String index, int edition, Figure figure) {}

  static ExportIndices of(Tools tools, Neighbourhood neighbours, Caller caller, Sample sample) {
    Indices indices = neighbours.indices();
    if (indices == null) {
      return none("away");
    }
    Caller there =
        new Caller(Tools.SOURCE, Caller.Kind.SYSTEM, Set.of(), sample.region(), Set.of());
    Cursor end = tools.journal().end();
    List<Shown> figures = new ArrayList<>();
    Set<String> types = new HashSet<>();
    for (Indices.Described one : indices.all(there)) {
      if (KNOWN.contains(one.code())) {
        types.addAll(one.types());
        FigureQuery query =
            new FigureQuery(one.code(), null, null, null, null, sample.from(), sample.to());
        indices
            .figures(there, query)
            .forEach(figure -> figures.add(new Shown(one.code(), one.edition(), figure)));
      }
    }
    SortedSet<Cursor> entries = new TreeSet<>();
    Span.since(tools.seals(), tools.begin(sample.from()), end)
        .read(
            tools.journal(),
            caller.through(Tools.SOURCE),
            types,
            entry -> entries.add(entry.cursor()) && entries.size() <= MOST_ENTRIES);
    return entries.size() > MOST_ENTRIES
        ? none("too-many")
        : new ExportIndices(figures, entries, null);
  }

  private static ExportIndices none(String why) {
    return new ExportIndices(List.of(), new TreeSet<>(), why);
  }
}
