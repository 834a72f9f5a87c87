package io.lamplighter.intake.meters;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.kit.neighbour.Neighbour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whose meters they are; nobody's where the company has no customers here. */
@FunctionalInterface
interface Owners {
  /**
   * By their meters; a meter that nobody has is left out.
   *
   * @throws io.lamplighter.api.Refusal.Unavailable while that cannot be known
   */
  Map<String, Customers.Match> of(List<String> meters);

  static Owners among(Neighbour<Customers> customers) {
    return meters -> customers.isExpected() ? among(customers.service(), meters) : Map.of();
  }

  private static Map<String, Customers.Match> among(Customers customers, List<String> meters) {
    List<Customers.Match> found = customers.matchMeters(meters);
    Map<String, Customers.Match> owners = new HashMap<>();
    for (int i = 0; i < meters.size(); i++) {
      if (found.get(i) != null) {
        owners.put(meters.get(i), found.get(i));
      }
    }
    return owners;
  }
}
