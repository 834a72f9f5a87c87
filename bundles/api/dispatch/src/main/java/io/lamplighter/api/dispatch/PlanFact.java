package io.lamplighter.api.dispatch;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;

/** What happens to a station's day. The entry's subject is {@code <station>/<day>}. */
public sealed interface PlanFact {
  /**
   * @throws IllegalArgumentException when the entry is not one of a plan
   */
  static PlanFact of(Entry entry) {
    return entry.as(PlanFact.class);
  }

  /**
   * @param day as {@code 2026-11-30}
   * @param orders in its tours
   * @param moved promises that had to be moved
   */
  @FactType(value = "plan.published", says = "Crews and customers were told a day's tours.")
  record Published(String station, String day, long version, long orders, long moved)
      implements PlanFact {}

  /**
   * @param because in a word: evening, waiting when something had come up, or changed when there
   *     was room again
   * @param placed orders that were given to a crew, or to another
   * @param moved promises that became others: each of them is told by itself
   * @param left orders for which there was no place
   */
  @FactType(value = "plan.built", says = "A station's day was planned by itself.")
  record Built(
      String station, String day, long version, String because, long placed, long moved, long left)
      implements PlanFact {}

  /**
   * @param kind of work of which more is wanted than can be taken; empty for all of it
   * @param wantedMinutes of work
   * @param canMinutes of the crews
   */
  @FactType(value = "capacity.short-found", says = "More work is wanted on a day than can be done.")
  record ShortFound(String station, String day, String kind, long wantedMinutes, long canMinutes)
      implements PlanFact {}

  /**
   * @param proposal in a word: neighbour-crew, other-day or overtime
   */
  @FactType(value = "capacity.proposal-accepted", says = "Somebody decided how a day is relieved.")
  record ProposalAccepted(String station, String day, String proposal, String what)
      implements PlanFact {}
}
