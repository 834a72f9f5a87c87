package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.customers.Customers.Clue;
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

  /**
   * @param expected whether there are customers, or will be in a moment
   */
  Matching(Customers customers, BooleanSupplier expected) {
    this.customers = new Asking<>(customers, expected, "Whose they are is found out later");
  }

  /** One answer for each, null where nobody is known. */
  List<@Nullable Match> of(List<Draft> drafts) {
    List<Clue> clues = drafts.stream().map(Matching::clue).toList();
    List<@Nullable Match> found =
        customers.ask(
            service -> byMeters(service, drafts, service.match(clues)),
            () -> Collections.nCopies(clues.size(), null));
    List<@Nullable Match> matches = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Match match = found.get(i);
      // Somebody else's customer is nobody to this caller.
      boolean known = match != null && drafts.get(i).caller().covers(match.region());
      matches.add(known ? match : null);
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

  private static Clue clue(Draft draft) {
    return new Clue(
        draft.customerNo(), draft.phone(), draft.address(), draft.submission().region());
  }
}
