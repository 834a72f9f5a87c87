package io.lamplighter.door;

import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/** Tells clients apart by their network address, seen through our own proxies. */
final class Clients {
  private final Set<String> proxies;

  /**
   * @param proxies addresses whose X-Forwarded-For is believed
   */
  Clients(Set<String> proxies) {
    this.proxies = Set.copyOf(proxies);
  }

  String address(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    String forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null || !proxies.contains(address)) {
      return network(address);
    }
    String[] hops = forwarded.split(",", 50);
    // From the nearest: the first that is not ours is the client, whatever it claims itself.
    for (int i = hops.length - 1; i >= 0; i--) {
      address = hops[i].strip();
      if (!proxies.contains(address)) {
        break;
      }
    }
    return network(address);
  }

  /** One home has a whole IPv6 /64: it counts as one client. */
  private static String network(String address) {
    String[] groups = address.split(":", -1);
    return groups.length < 5
        ? address
        : String.join(":", groups[0], groups[1], groups[2], groups[3]);
  }
}
