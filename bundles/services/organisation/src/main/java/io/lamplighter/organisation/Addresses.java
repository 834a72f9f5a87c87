package io.lamplighter.organisation;

import io.lamplighter.kit.personal.Keys;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Which cells an address belongs to: the longest beginning that is known says it. */
final class Addresses {
  private final Map<String, List<String>> byBeginning;
  private final List<Integer> lengths;

  /**
   * @param byBeginning cells by how their addresses begin, as addresses are compared
   */
  Addresses(Map<String, List<String>> byBeginning) {
    this.byBeginning = new HashMap<>(byBeginning);
    this.lengths = longestFirst(byBeginning.keySet());
  }

  private static List<Integer> longestFirst(Collection<String> beginnings) {
    TreeSet<Integer> lengths = new TreeSet<>();
    beginnings.forEach(one -> lengths.add(one.length()));
    return List.copyOf(lengths.descendingSet());
  }

  /**
   * @param counts whether a cell does
   */
  List<String> at(String address, Predicate<String> counts) {
    if (lengths.isEmpty()) {
      return List.of();
    }
    String key = Keys.address(address);
    for (int length : lengths) {
      if (length <= key.length()) {
        List<String> cells =
            byBeginning.getOrDefault(key.substring(0, length), List.of()).stream()
                .filter(counts)
                .toList();
        if (!cells.isEmpty()) {
          return cells;
        }
      }
    }
    return List.of();
  }
}
