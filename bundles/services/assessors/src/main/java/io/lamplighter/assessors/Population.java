package io.lamplighter.assessors;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.accountability.FileFact;
import io.lamplighter.api.assessors.Sample;
import io.lamplighter.api.assessors.SampleOf;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.visits.VisitFact;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of what is drawn, read from the journal itself: no table of ours stands between. It is fixed when
 * the commitment is: what is sealed in later blocks is not in it.
 */
final class Population {
  /** More are too many to draw from at once. */
  static final int MOST = 100_000;

  private Population() {}

  /**
   * Its numbers in order, each with the subjects that the journal has it under.
   *
   * @param until the last entry of the block in which the commitment is sealed
   * @throws Refusal.Conflict {@code sample.too-large}
   */
  static SortedMap<String, Set<String>> of(Tools tools, Sample sample, Cursor until) {
    Instant from = tools.begin(sample.from());
    Instant to = tools.begin(sample.to().plusDays(1));
    SortedMap<String, Set<String>> found = new TreeMap<>();
    Caller part = new Caller(Tools.SOURCE, Caller.Kind.SYSTEM, Set.of(), sample.region(), Set.of());
    Span.since(tools.seals(), from, until)
        .read(
            tools.journal(),
            part,
            ends(sample.of()),
            entry -> {
              if (!entry.isDrill() && !entry.time().isBefore(from) && entry.time().isBefore(to)) {
                add(found, sample.of(), entry);
              }
              return true;
            });
    return found;
  }

  private static Set<String> ends(SampleOf of) {
    return switch (of) {
      case REQUESTS -> Set.of("request.closed");
      case FILES -> Set.of("accountability-file.closed", "accountability-file.annulled");
      case VISITS -> Set.of("visit.answered", "visit.not-reached", "visit.dropped");
    };
  }

  private static void add(SortedMap<String, Set<String>> found, SampleOf of, Entry entry) {
    switch (of) {
      case REQUESTS -> found.put(entry.subject(), Set.of(entry.subject()));
      case FILES ->
          found.put(entry.subject(), Set.of(entry.subject(), FileFact.of(entry).about().on()));
      case VISITS -> found.put(visit(VisitFact.of(entry)).visit(), Set.of(entry.subject()));
    }
    if (found.size() > MOST) {
      String most = String.format(Locale.ROOT, "%,d", MOST);
      throw new Refusal.Conflict(
          "sample.too-large",
          new Text(
              "There are more than " + most + ": commit a shorter time or a smaller region",
              "总体超过 " + most + "：请缩短时间或缩小区域后重新承诺"));
    }
  }

  private static VisitFact.About visit(VisitFact fact) {
    if (fact instanceof VisitFact.Answered answered) {
      return answered.about();
    }
    if (fact instanceof VisitFact.NotReached tried) {
      return tried.about();
    }
    if (fact instanceof VisitFact.Dropped dropped) {
      return dropped.about();
    }
    throw new IllegalArgumentException(fact + " ends no visit");
  }
}
