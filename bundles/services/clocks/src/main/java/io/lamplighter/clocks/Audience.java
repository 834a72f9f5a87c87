package io.lamplighter.clocks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * For whom a rule is. Each set is of words one of which must be said; an empty one asks for
 * nothing. What an entry does not say is not known, and a rule that asks for it is not for it.
 *
 * @param important whether it is for important customers (重要客户) only, or for others only; null for
 *     both
 * @param regions prefixes of region codes
 * @param elsewhere whether it is for all regions but these
 */
record Audience(
    Set<String> kinds,
    Set<String> classes,
    @Nullable Boolean important,
    Set<String> areas,
    Set<String> channels,
    Set<String> regions,
    boolean elsewhere) {
  private static final String ANY = "-";

  /** Where facts that do not tell such things of the whole tell them. */
  private static final String DETAILS = "details.";

  static Set<String> words(String written) {
    return written.equals(ANY) ? Set.of() : new TreeSet<>(Arrays.asList(written.split("\\|", -1)));
  }

  boolean isFor(Map<String, ?> data, String region) {
    return says(kinds, data, "kind")
        && says(classes, data, "customerClass")
        && (important == null || important.equals(value(data, "important")))
        && says(areas, data, "areaType")
        && says(channels, data, "channel")
        && isIn(region);
  }

  boolean isIn(String region) {
    return regions.isEmpty() || regions.stream().anyMatch(region::startsWith) != elsewhere;
  }

  private static boolean says(Set<String> words, Map<String, ?> data, String field) {
    Object value = value(data, field);
    return words.isEmpty() || (value != null && words.contains(value.toString()));
  }

  private static @Nullable Object value(Map<String, ?> data, String field) {
    Object value = data.get(field);
    return value == null ? Happening.at(data, DETAILS + field) : value;
  }

  /** Whether somebody may belong to both. */
  boolean overlaps(Audience other) {
    return shares(kinds, other.kinds)
        && shares(classes, other.classes)
        && (important == null || other.important == null || important.equals(other.important))
        && shares(areas, other.areas)
        && shares(channels, other.channels)
        && sharesRegion(other);
  }

  private static boolean shares(Set<String> one, Set<String> other) {
    return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
  }

  private boolean sharesRegion(Audience other) {
    if (regions.isEmpty() || other.regions.isEmpty() || (elsewhere && other.elsewhere)) {
      return true;
    }
    if (!elsewhere && !other.elsewhere) {
      return regions.stream()
          .anyMatch(
              one -> other.regions.stream().anyMatch(o -> o.startsWith(one) || one.startsWith(o)));
    }
    Audience inside = elsewhere ? other : this;
    Audience outside = elsewhere ? this : other;
    return inside.regions.stream()
        .anyMatch(one -> outside.regions.stream().noneMatch(one::startsWith));
  }

  /** Whether it is for a part of the country only. */
  boolean isRegional() {
    return !regions.isEmpty() && !elsewhere;
  }

  /** As it stands in the file, in the order of its columns. */
  List<String> written() {
    return List.of(
        joined(kinds),
        joined(classes),
        important == null ? ANY : important ? "yes" : "no",
        joined(areas),
        joined(channels),
        (elsewhere ? "!" : "") + joined(regions));
  }

  private static String joined(Set<String> words) {
    return words.isEmpty() ? ANY : String.join("|", words);
  }
}
