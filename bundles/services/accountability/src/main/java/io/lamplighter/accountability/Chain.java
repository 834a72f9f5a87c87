package io.lamplighter.accountability;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Through whose hands something went, by the entries of the journal, and which of those show it.
 *
 * @param holder who had it (首接责任人) when it happened; null when nobody had
 * @param by the person who did what gave reason for it; null when it was none
 * @param hands logins of all who had it or did something that shows it
 * @param cell in which it is, as far as was known by then
 * @param evidence in the journal's order
 */
record Chain(
    @Nullable String holder,
    @Nullable String by,
    Set<String> hands,
    @Nullable String cell,
    List<Shown> evidence) {
  /** More is not pointed to: the rest is in the timeline. */
  private static final int MOST = 60;

  /**
   * An entry, and what it is there for in a word.
   *
   * @param shows began, held, handed-over, moved, breached, found or urged
   */
  record Shown(Cursor entry, String shows) {}

  /**
   * @param about all entries about it
   * @param at when it happened
   * @param cause the place of the entry that says so
   * @param others what else shows it, by their places; the one that says so among them
   */
  static Chain of(List<Entry> about, Instant at, Cursor cause, Map<Cursor, Entry> others) {
    Map<Cursor, Entry> all = new TreeMap<>(others);
    about.forEach(entry -> all.put(entry.cursor(), entry));
    Entry causing = all.get(cause);
    String holder = null;
    String had = null;
    String cell = null;
    Set<String> hands = new LinkedHashSet<>();
    List<Shown> evidence = new ArrayList<>();
    for (Entry entry : all.values()) {
      int place = entry.cursor().compareTo(cause);
      if (place > 0) {
        continue;
      }
      if (entry.data().get("cell") instanceof String told) {
        cell = told;
      }
      String now = holder(entry);
      boolean passes = now != null && !now.equals(had);
      if (passes && now != null) {
        had = now;
        hands.add(now);
        holder = entry.time().isAfter(at) ? holder : now;
      }
      if (place == 0 || passes || isShown(entry)) {
        evidence.add(new Shown(entry.cursor(), shows(entry, place == 0, passes)));
        String by = Rights.person(doer(entry));
        if (by != null) {
          hands.add(by);
        }
      }
    }
    if (evidence.stream().noneMatch(one -> one.entry().equals(cause))) {
      evidence.add(new Shown(cause, "found"));
    }
    List<Shown> shown =
        evidence.size() <= MOST
            ? evidence
            : evidence.subList(evidence.size() - MOST, evidence.size());
    String by = causing == null ? null : Rights.person(doer(causing));
    return new Chain(holder, by, hands, cell, List.copyOf(shown));
  }

  /** What a customer said is written by the machine, which tells who took it. */
  private static String doer(Entry entry) {
    return entry.type().equals("visit.answered") && entry.data().get("by") instanceof String by
        ? by
        : entry.actor();
  }

  private static boolean isShown(Entry entry) {
    String type = entry.type();
    return type.startsWith("request.")
        || type.startsWith("work-order.")
        || type.equals("clock.started")
        || type.equals("urge.raised");
  }

  private static String shows(Entry entry, boolean cause, boolean passes) {
    if (cause) {
      return entry.type().equals("clock.breached") ? "breached" : "found";
    }
    return switch (entry.type()) {
      case "request.received", "clock.started" -> "began";
      case "urge.raised" -> "urged";
      case "request.handed-over" -> "handed-over";
      default -> passes ? "held" : "moved";
    };
  }

  /** Who has it from this entry on; null when it says nothing, or names no person. */
  private static @Nullable String holder(Entry entry) {
    boolean moves = entry.type().startsWith("request.");
    Map<String, Object> data = entry.data();
    return moves && data.get("holder") instanceof String login && login.indexOf(':') < 0
        ? login
        : null;
  }
}
