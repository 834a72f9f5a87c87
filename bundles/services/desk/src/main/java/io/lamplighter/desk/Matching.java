package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose submissions these are, asked before their transaction begins: who answers may be another
 * system. A submission is taken in whatever becomes of the question; {@link LateMatching} asks
 * again.
 */
final class Matching {
  private static final Logger LOG = LoggerFactory.getLogger(Matching.class);

  private final Customers customers;
  private final BooleanSupplier expected;

  /**
   * @param expected whether there are customers, or will be in a moment
   */
  Matching(Customers customers, BooleanSupplier expected) {
    this.customers = customers;
    this.expected = expected;
  }

  /** One answer for each, null where nobody is known. */
  List<@Nullable Match> of(List<Draft> drafts) {
    if (!expected.getAsBoolean()) {
      return Collections.nCopies(drafts.size(), null);
    }
    List<@Nullable Match> found;
    try {
      found = customers.match(drafts.stream().map(Matching::clue).toList());
    } catch (RuntimeException e) {
      LOG.warn("Whose they are is found out later: {}", e.toString());
      return Collections.nCopies(drafts.size(), null);
    }
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
