package io.lamplighter.knowledge;

import io.lamplighter.api.House;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;

/**
 * What all share that keep the knowledge.
 *
 * @param mostArticles how many articles there may be
 * @param mostGaps how many open gaps are kept
 * @param changed told, after the commit, that what may be told has changed
 */
record Tools(
    UnitOfWork work,
    Journal journal,
    House house,
    InstantSource clock,
    int mostArticles,
    int mostGaps,
    Runnable changed) {
  static final String SOURCE = "knowledge";

  Instant now() {
    return clock.instant();
  }

  /** The day that it is in the house. */
  LocalDate day(Instant at) {
    return at.atZone(house.zone()).toLocalDate();
  }

  /**
   * Writes what has happened to an article or a gap.
   *
   * @param region where it holds; what holds everywhere stands under the house's
   */
  void tell(Transaction transaction, Record fact, String subject, String region, String actor) {
    String under = region.isEmpty() ? house.region() : region;
    journal.append(transaction, SOURCE, Fact.of(fact, subject, under, actor));
  }
}
