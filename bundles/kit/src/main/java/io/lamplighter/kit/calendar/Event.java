package io.lamplighter.kit.calendar;

import java.util.List;
import java.util.Set;

/**
 * A VEVENT, as far as rosters need it.
 *
 * @param uid tells it from the others of its calendar
 * @param people logins of its attendees, in their order
 * @param categories in capitals
 */
public record Event(String uid, List<String> people, Set<String> categories, Series when) {
  public Event {
    people = List.copyOf(people);
    categories = Set.copyOf(categories);
  }

  /**
   * One as somebody sent it.
   *
   * @param pointer where it stands, as in {@code /lines/12} or {@code /shifts/0}
   */
  public record Placed(String pointer, Event event) {}
}
