package io.lamplighter.systems;

import io.lamplighter.api.security.Caller;
import java.util.Set;
import org.apache.camel.Exchange;

/** In whose name a route acts. */
final class Actor {
  private Actor() {}

  /**
   * The partner or person whose call it is, else the route itself; in both cases only as far as the
   * route's region goes.
   *
   * @throws io.lamplighter.api.Refusal.Forbidden when the route is for another region than the
   *     caller's
   */
  static Caller of(Exchange exchange, String region) {
    Caller given = exchange.getProperty(DoorCalls.CALLER, Caller.class);
    if (given == null) {
      return acting("route:" + exchange.getContext().getName(), region);
    }
    if (given.region().startsWith(region)) {
      return acting(given.name(), given.region());
    }
    given.requireRegion(region);
    return acting(given.name(), region);
  }

  private static Caller acting(String name, String region) {
    return new Caller(name, Caller.Kind.SYSTEM, Set.of(), region, Set.of());
  }
}
