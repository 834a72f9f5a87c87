package io.lamplighter.kit.finds;

import io.lamplighter.kit.data.DataFile;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By which words people say what the numbers of an address are: 幢, 单元, 室. */
final class Markers {
  /** What a number of an address counts, from the street to the door. */
  enum Role {
    /** 弄, 巷 */
    LANE,
    /** 号, which is a house in a street, a building in an estate, or a door. */
    HOUSE,
    /** 幢, 栋, 号楼, # */
    BUILDING,
    /** 单元 */
    UNIT,
    /** 层, 楼 */
    FLOOR,
    /** 室 */
    ROOM,
    /** Nothing says it. */
    ANY
  }

  /** One that stands in a text, and where it ends. */
  record Found(Role role, int end) {}

  private record Marker(String written, Role role) {}

  private final List<Marker> longestFirst;
  private final Set<Character> begins = new HashSet<>();

  Markers(DataFile file) {
    longestFirst =
        file.lines().stream()
            .map(line -> new Marker(line.field(1), role(line)))
            .sorted(Comparator.comparingInt((Marker m) -> m.written().length()).reversed())
            .toList();
    longestFirst.forEach(marker -> begins.add(marker.written().charAt(0)));
  }

  static Markers load() {
    return new Markers(DataFile.load(null, Markers.class, "markers.csv", "counts,written"));
  }

  private static Role role(DataFile.Line line) {
    for (Role role : Role.values()) {
      if (role.name().equalsIgnoreCase(line.field(0))) {
        return role;
      }
    }
    throw line.wrong("'" + line.field(0) + "' is nothing that a number counts");
  }

  /** The one that begins here; null when none does. */
  @Nullable Found at(String text, int at) {
    if (at >= text.length() || !begins.contains(text.charAt(at))) {
      return null;
    }
    for (Marker marker : longestFirst) {
      if (text.startsWith(marker.written(), at)) {
        return new Found(marker.role(), at + marker.written().length());
      }
    }
    return null;
  }
}
