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
            service -> service.match(clues), () -> Collections.nCopies(clues.size(), null));
    List<@Nullable Match> matches = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Match match = found.get(i);
      // Somebody else's customer is nobody to this caller.
      boolean known = match != null && drafts.get(i).caller().covers(match.region());
      matches.add(known ? match : null);
    }
    return matches;
  }

  private static Clue clue(Draft draft) {
    return new Clue(
        draft.submission().customerNo(),
        draft.contactPhone(),
        draft.submission().address(),
        draft.submission().region());
  }
}
