package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.customers.Customers.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose submissions these are, asked before their transaction begins: who answers may be another
 * system. {@link LateMatching} asks again.
 */
final class Matching {
  private final Asking<Customers> customers;
  private final Treatments treatments;

  /**
   * @param expected whether there are customers, or will be in a moment
   */
  Matching(Customers customers, BooleanSupplier expected, Treatments treatments) {
    this.customers = new Asking<>(customers, expected, "Whose they are is found out later");
    this.treatments = treatments;
  }

  /** One answer for each, null where nobody is known. */
  List<@Nullable Match> of(List<Draft> drafts) {
    List<Whose> whose = drafts.stream().map(Draft::whose).toList();
    List<@Nullable Match> found =
        customers.ask(
            service -> byMeters(service, drafts, Whose.ask(service, whose)),
            () -> Collections.nCopies(whose.size(), null));
    List<@Nullable Match> matches = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Match match = found.get(i);
      // Somebody else's customer is nobody to this caller.
      Draft draft = drafts.get(i);
      boolean known = match != null && draft.caller().covers(match.region());
      boolean shared = treatments.sharedByNeighbours(draft.kind());
      matches.add(known ? whose.get(i).weighed(match, shared) : null);
    }
    return matches;
  }

  /** Who is known by nothing else may have said his meter's number. */
  private static List<@Nullable Match> byMeters(
      Customers customers, List<Draft> drafts, List<@Nullable Match> known) {
    List<Integer> asked = new ArrayList<>();
    List<String> meters = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      String meter = drafts.get(i).finds().meter();
      if (known.get(i) == null && meter != null) {
        asked.add(i);
        meters.add(meter);
      }
    }
    if (meters.isEmpty()) {
      return known;
    }
    List<@Nullable Match> found = customers.matchMeters(meters);
    List<@Nullable Match> all = new ArrayList<>(known);
    for (int i = 0; i < asked.size(); i++) {
      all.set(asked.get(i), found.get(i));
    }
    return all;
  }
}
