package io.lamplighter.network;

import io.lamplighter.api.network.Network.PassedOver;
import java.util.LinkedHashSet;
import java.util.Set;

/** Counts and names what is in a file and is none of what is read. */
final class Passed {
  private static final int LONGEST = 100;

  private final Set<String> names = new LinkedHashSet<>();
  private long count;

  void note(String name) {
    count++;
    if (names.size() < PassedOver.MOST) {
      names.add(name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name);
    }
  }

  PassedOver all() {
    return new PassedOver(count, names.stream().toList());
  }
}
