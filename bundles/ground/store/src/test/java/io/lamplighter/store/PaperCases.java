package io.lamplighter.store;

import io.lamplighter.api.indices.Case;
import io.lamplighter.api.indices.Cases;
import io.lamplighter.api.indices.Index;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cases of an index on paper, and what they come to. */
public final class PaperCases implements Cases {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private final Map<String, Case> all = new LinkedHashMap<>();

  /** What its entries make of a journal, whose drills are left out. */
  public static PaperCases of(Index index, List<Entry> journal) {
    PaperCases cases = new PaperCases();
    cases.read(index, journal);
    return cases;
  }

  /** Reads on, or again. */
  public void read(Index index, List<Entry> journal) {
    journal.stream()
        .filter(entry -> index.types().contains(entry.type()) && !entry.isDrill())
        .forEach(entry -> index.read(entry, this));
  }

  @Override
  public @Nullable Case find(String id) {
    return all.get(id);
  }

  @Override
  public List<Case> of(String key, Instant from, Instant to) {
    List<Case> found = new ArrayList<>();
    for (Case one : all.values()) {
      if (key.equals(one.key()) && !one.at().isBefore(from) && one.at().isBefore(to)) {
        found.add(one);
      }
    }
    found.sort(Comparator.comparing(Case::at).thenComparing(Case::id));
    return found;
  }

  @Override
  public void put(Case one) {
    all.put(one.id(), one);
  }

  @Override
  public void remove(String id) {
    all.remove(id);
  }

  /** By part, day, region and cell: as {@link Recount#of} says it. */
  public SortedMap<String, Recount.Sum> sums() {
    SortedMap<String, Recount.Sum> sums = new TreeMap<>();
    for (Case one : all.values()) {
      Double value = one.value();
      boolean counts = one.outOf() > 0;
      String place =
          String.join(
              " ",
              String.valueOf(one.part()),
              one.at().atZone(ZONE).toLocalDate().toString(),
              one.region(),
              String.valueOf(one.cell()));
      Recount.Sum sum =
          value == null
              ? new Recount.Sum(0, counts ? 1 : 0, 0, 0)
              : new Recount.Sum(counts ? 1 : 0, 0, value, one.outOf());
      if (!sum.isNothing()) {
        sums.merge(place, sum, Recount.Sum::and);
      }
    }
    sums.replaceAll((place, sum) -> sum.rounded());
    return sums;
  }
}
