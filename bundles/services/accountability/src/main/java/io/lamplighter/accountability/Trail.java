package io.lamplighter.accountability;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the journal has about something. */
record Trail(Journal journal) {
  /**
   * All of it up to a place: the oldest the journal gives by themselves, those of a long way are
   * looked for.
   *
   * @param types of those that are looked for
   */
  List<Entry> about(String subject, Cursor until, Set<String> types) {
    List<Entry> all = new ArrayList<>(journal.about(subject));
    if (all.size() < Page.MAX) {
      return all;
    }
    Cursor last = all.stream().map(Entry::cursor).max(Cursor::compareTo).orElseThrow();
    all.addAll(since(subject, last, until, types));
    return all;
  }

  private List<Entry> since(String subject, Cursor after, Cursor until, Set<String> types) {
    List<Entry> all = new ArrayList<>();
    Cursor at = after;
    while (at.compareTo(until) < 0) {
      Page<Entry> page = journal.read(Tools.SELF, at, types, Page.MAX);
      page.items().stream().filter(entry -> entry.subject().equals(subject)).forEach(all::add);
      Cursor next = Cursor.parse(Objects.requireNonNull(page.next()));
      if (next.compareTo(at) <= 0) {
        break;
      }
      at = next;
    }
    return all;
  }

  /** Whether nothing of these types is about it after that. */
  boolean isLast(String subject, Cursor place, Set<String> types) {
    List<Entry> about = journal.about(subject);
    List<Entry> all = about.size() < Page.MAX ? about : since(subject, place, journal.end(), types);
    return all.stream()
        .filter(entry -> types.contains(entry.type()))
        .allMatch(entry -> entry.cursor().compareTo(place) <= 0);
  }

  /**
   * Those at these places, most of which are about one subject.
   *
   * @return without those that the journal does not have
   */
  Map<Cursor, Entry> at(String subject, Collection<Cursor> places) {
    Map<Cursor, Entry> found = new TreeMap<>();
    if (!places.isEmpty()) {
      journal.about(subject).stream()
          .filter(entry -> places.contains(entry.cursor()))
          .forEach(entry -> found.put(entry.cursor(), entry));
    }
    for (Cursor place : places) {
      if (!found.containsKey(place)) {
        at(place).ifPresent(entry -> found.put(place, entry));
      }
    }
    return found;
  }

  private Optional<Entry> at(Cursor place) {
    Cursor before = new Cursor(place.xid(), place.position() - 1);
    return journal.read(Tools.SELF, before, Set.of(), 1).items().stream()
        .filter(one -> one.cursor().equals(place))
        .findFirst();
  }
}
