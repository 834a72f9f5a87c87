package io.lamplighter.security;

import io.lamplighter.api.security.Access.Origin;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to log in, and whether that name has logged in from there before. Known
 * origins are counted each for itself; an unknown one also together with all others that are
 * unknown.
 *
 * @param known the device's or address's hash under which the name is known there; null for a
 *     stranger
 */
record Attempt(String user, Origin origin, byte @Nullable [] known) {

  /** A counter of failures, how many are free, and whether a known origin is counted. */
  record Counter(byte[] key, int free, boolean isKnown) {}

  boolean isKnown() {
    return known != null;
  }

  /** Whoever has this in common waits for the others: a name at home, an address outside. */
  String queue() {
    return isKnown() ? user : origin.address();
  }

  /** Always in this order, so that two attempts at once do not wait for each other's rows. */
  List<Counter> counters(int free) {
    if (known != null) {
      return List.of(new Counter(key("known", known), free, true));
    }
    return List.of(
        new Counter(key("address", Origins.address(origin)), free, false),
        new Counter(Secrets.hash("strangers " + user), free * Limits.STRANGERS, false));
  }

  private byte[] key(String kind, byte[] where) {
    return Secrets.hash(kind + " " + HexFormat.of().formatHex(where) + " " + user);
  }
}
