package io.lamplighter.kit.finds;

import io.lamplighter.kit.triage.NormalForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of places that a company has customers at, and how their addresses are written. It
 * never changes; it may be asked by many at once.
 */
public final class Gazetteer {
  /** Without a name: nothing is found by one. */
  public static final Gazetteer EMPTY = new Gazetteer(Map.of(), Set.of());

  /** A name of one character is a word. */
  private static final int SHORTEST = 2;

  /**
   * How addresses at a place are written.
   *
   * @param written with {@code {}} for each number
   * @param transformer that feeds all who live there; null when there are several or none is known
   */
  public record Written(String written, String region, @Nullable String transformer) {}

  /**
   * One way in which a name may be meant.
   *
   * @param brief whether it is called so for short: then a number must follow
   */
  record Meant(Stem stem, House house, boolean brief) {}

  /** Where a name stands in a text. */
  record Named(String name, int begin, int end) {}

  private final Map<String, List<Meant>> byName;
  private final Map<Integer, List<String>> byBeginning = new HashMap<>();
  private final Set<String> within;

  private Gazetteer(Map<String, List<Meant>> byName, Set<String> within) {
    this.byName = byName;
    this.within = within;
    byName
        .keySet()
        .forEach(
            name ->
                byBeginning.computeIfAbsent(beginning(name, 0), n -> new ArrayList<>()).add(name));
    byBeginning
        .values()
        .forEach(names -> names.sort(Comparator.comparingInt(String::length).reversed()));
  }

  /** Takes time that grows with how many there are: some ten thousand a tenth of a second. */
  static Gazetteer of(Collection<Written> all, NormalForm form, Regions regions, Markers markers) {
    Map<String, List<Meant>> byName = new HashMap<>();
    Set<String> within = new HashSet<>();
    for (Written one : all) {
      String compared = compared(form.script(one.written()));
      House house = House.of(one.written(), compared, markers, one.region(), one.transformer());
      int gap = compared.indexOf(House.GAP);
      Stem stem = Stem.of(gap < 0 ? compared : compared.substring(0, gap), regions);
      for (String region : stem.within()) {
        within.add(region);
        within.add(Stem.brief(region));
      }
      add(byName, stem.name(), new Meant(stem, house, false));
      add(byName, stem.own(), new Meant(stem, house, false));
      add(byName, stem.brief(), new Meant(stem, house, true));
    }
    return new Gazetteer(byName, within);
  }

  private static void add(Map<String, List<Meant>> byName, @Nullable String name, Meant meant) {
    if (name != null && name.length() >= SHORTEST) {
      byName.computeIfAbsent(name, n -> new ArrayList<>()).add(meant);
    }
  }

  /** As names are compared: in one script and case, no blank within Chinese. */
  static String compared(String script) {
    StringBuilder out = new StringBuilder(script.length());
    int i = 0;
    while (i < script.length()) {
      int next = afterBlanks(script, i);
      if (next > i && isBetweenChinese(script, i, next)) {
        i = next;
      } else {
        out.append(Character.toLowerCase(script.charAt(i++)));
      }
    }
    return out.toString();
  }

  private static int afterBlanks(String text, int at) {
    int end = at;
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isBetweenChinese(String text, int begin, int end) {
    return begin > 0
        && end < text.length()
        && Character.isIdeographic(text.charAt(begin - 1))
        && Character.isIdeographic(text.charAt(end));
  }

  /** Where names stand, the longest at each place, none within another. */
  List<Named> namesIn(String text) {
    List<Named> found = new ArrayList<>();
    int at = 0;
    while (at + SHORTEST <= text.length()) {
      int begin = at++;
      for (String name : byBeginning.getOrDefault(beginning(text, begin), List.of())) {
        if (text.startsWith(name, begin)) {
          found.add(new Named(name, begin, begin + name.length()));
          at = begin + name.length();
          break;
        }
      }
    }
    return found;
  }

  /** The first two characters as one. */
  private static int beginning(String text, int at) {
    return text.charAt(at) << Character.SIZE | text.charAt(at + 1);
  }

  List<Meant> meant(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** What is said to be around it right before it: 越城区, 绍兴市. */
  List<String> before(String text, int begin, Regions regions) {
    List<String> around = new ArrayList<>();
    int end = begin;
    while (end > 0) {
      String name = endingAt(text, end, regions);
      if (name == null) {
        String other = Stem.regionBefore(text, end);
        if (other != null) {
          around.add(other);
        }
        return around;
      }
      around.add(name);
      end -= name.length();
    }
    return around;
  }

  private @Nullable String endingAt(String text, int end, Regions regions) {
    for (int length = Math.min(end, Stem.LONGEST); length >= SHORTEST; length--) {
      String name = text.substring(end - length, end);
      if (within.contains(name) || name.equals(regions.at(text, end - length))) {
        return name;
      }
    }
    return null;
  }
}
