package io.lamplighter.desk;

import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests of which the gravest of a batch makes more than they were. */
final class NewRanks {
  /** By the request it was merged under: in the order of their numbers, as they are locked. */
  private final Map<String, Arrival> gravest = new TreeMap<>();

  void joins(Duplicates.Candidate first, Arrival arrival) {
    boolean danger = first.kind() == RequestKind.EMERGENCY;
    if (arrival.priority() > first.priority()
        || (!danger && arrival.draft().kind() != first.kind())) {
      gravest.merge(first.requestNo(), arrival, NewRanks::graver);
    }
  }

  private static Arrival graver(Arrival one, Arrival other) {
    return other.priority() > one.priority() ? other : one;
  }

  List<Fact> settle(Transaction transaction) throws SQLException {
    List<Fact> facts = new ArrayList<>();
    for (Map.Entry<String, Arrival> one : gravest.entrySet()) {
      Arrival arrival = one.getValue();
      Optional<Fact> ranked =
          Ranks.join(
              transaction,
              one.getKey(),
              arrival.requestNo(),
              arrival.priority(),
              arrival.draft().kind());
      ranked.ifPresent(facts::add);
    }
    return facts;
  }
}
