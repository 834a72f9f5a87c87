package io.lamplighter.clocks;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What clocks run on, with what has happened to it and with its clocks. */
final class Subject {
  /** By what rules tell whom they are for, wherever an entry says it. */
  private static final List<String> MATTER =
      List.of(
          "kind", "channel", "customerClass", "important", "areaType", "voltage", "customerLevel");

  final String no;
  String region;
  @Nullable String cell;
  @Nullable String holder;
  String root;
  Map<String, Object> matter;
  boolean drill;

  /** The last entry that said something of it. */
  Cursor seen;

  Instant seenAt;
  boolean changed;
  final TreeSet<Happened> happened = new TreeSet<>();
  final List<RunningClock> clocks = new ArrayList<>();

  Subject(
      String no,
      String region,
      @Nullable String cell,
      String root,
      Map<String, Object> matter,
      boolean drill,
      Cursor seen,
      Instant seenAt) {
    this.no = no;
    this.region = region;
    this.cell = cell;
    this.root = root;
    this.matter = matter;
    this.drill = drill;
    this.seen = seen;
    this.seenAt = seenAt;
  }

  static Subject unknown(Entry entry) {
    return new Subject(
        entry.subject(),
        entry.region(),
        null,
        entry.subject(),
        Map.of(),
        entry.isDrill(),
        Cursor.START,
        entry.time());
  }

  /** Takes over what the entry says of it, unless it is older than what is known. */
  void learn(Entry entry) {
    if (entry.cursor().compareTo(seen) <= 0) {
      // Of something older only what is not known yet.
      Map<String, Object> said = said(entry);
      said.putAll(matter);
      changed |= !said.equals(matter);
      matter = said;
      return;
    }
    Map<String, Object> said = new HashMap<>(matter);
    said.putAll(said(entry));
    matter = said;
    seen = entry.cursor();
    seenAt = entry.time();
    region = entry.region();
    drill |= entry.isDrill();
    if (entry.data().get("cell") instanceof String told) {
      cell = told;
    }
    if (entry.data().get("holder") instanceof String told) {
      holder = told;
    }
    changed = true;
  }

  private static Map<String, Object> said(Entry entry) {
    Map<String, Object> said = new HashMap<>();
    if (entry.data().get("details") instanceof Map<?, ?> details) {
      MATTER.forEach(name -> put(said, name, details.get(name)));
    }
    MATTER.forEach(name -> put(said, name, entry.data().get(name)));
    return said;
  }

  private static void put(Map<String, Object> said, String name, @Nullable Object value) {
    if (value != null) {
      said.put(name, value);
    }
  }

  /** An entry's data, and over it what is known of the matter. */
  static Map<String, Object> data(Happened one, Map<String, Object> matter) {
    Map<String, Object> data = new HashMap<>(one.data());
    data.putAll(matter);
    return data;
  }

  /** The one that waits for its end by this rule. */
  Optional<RunningClock> live(String rule, boolean mean) {
    return clocks.stream()
        .filter(c -> c.isLive() && c.rule.equals(rule) && c.mean == mean)
        .findFirst();
  }

  List<RunningClock> live() {
    return clocks.stream()
        .filter(RunningClock::isLive)
        .sorted(Comparator.comparing((RunningClock c) -> c.id))
        .toList();
  }
}
