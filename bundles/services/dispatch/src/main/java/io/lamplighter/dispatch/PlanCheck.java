package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.WorkState;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** What is wrong with a plan that is to be told. */
final class PlanCheck {
  private PlanCheck() {}

  /** Whether crew and customer are still to be told of it. */
  static boolean isToBeTold(WorkOrder order) {
    return order.state().compareTo(WorkState.BOOKED) <= 0;
  }

  /** Whether somebody counts on it: the customer, or whoever was told of its place. */
  static boolean isTold(WorkOrder order) {
    return order.promise() != null || !isToBeTold(order);
  }

  /**
   * What nobody was told of yet would break. What was told before and is late by now is no reason
   * to tell others nothing.
   */
  static Set<Trouble> of(StationDay day) {
    Set<Trouble> all = EnumSet.noneOf(Trouble.class);
    for (Tour tour : day.tours()) {
      Set<String> fresh = new HashSet<>();
      Tour told = tour;
      for (Job job : tour.jobs()) {
        WorkOrder order = day.orders().get(job.order());
        if (order != null && isToBeTold(order)) {
          fresh.add(job.order());
          told = told.without(job.order());
        }
      }
      if (!fresh.isEmpty()) {
        all.addAll(Trouble.in(tour, told, fresh));
      }
    }
    return all;
  }
}
