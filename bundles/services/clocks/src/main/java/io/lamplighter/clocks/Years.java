package io.lamplighter.clocks;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Official years that were brought in through the house; they take the place of those in files.
 *
 * @param byName by the name of the calendar, then by year
 * @param version of all of them; another one when any has changed
 */
record Years(Map<String, SortedMap<Integer, Imported>> byName, long version) {
  static final Years NONE = new Years(Map.of(), 0);

  /**
   * @param text as it was brought in
   * @param version of this year
   */
  record Imported(CalendarYear year, String text, long version) {}

  SortedMap<Integer, Imported> of(String name) {
    return byName.getOrDefault(name, Collections.emptySortedMap());
  }

  /** With a year more, or another edition of it. */
  Years with(String name, Imported year) {
    Map<String, SortedMap<Integer, Imported>> more = new TreeMap<>(byName);
    SortedMap<Integer, Imported> years = new TreeMap<>(of(name));
    years.put(year.year().year(), year);
    more.put(name, years);
    return new Years(more, Math.max(version, year.version()));
  }
}
