package io.lamplighter.clocks;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/** An entry by which some limit begins, ends or is called off. */
record Happened(Cursor cursor, String type, Instant at, Map<String, Object> data)
    implements Comparable<Happened> {
  /** What may be long, and no rule asks for. */
  private static final String[] PASSED_OVER = {"promises", "under"};

  static Happened of(Entry entry) {
    Map<String, Object> data = new HashMap<>(entry.data());
    for (String name : PASSED_OVER) {
      data.remove(name);
    }
    return new Happened(entry.cursor(), entry.type(), entry.time(), data);
  }

  /** From when a limit counts that it begins: what was received counts from then. */
  Instant start() {
    return start(data, at);
  }

  /** As {@link #start()}, of an entry with this data and time. */
  static Instant start(Map<String, Object> data, Instant at) {
    if (data.get("receivedAt") instanceof String received) {
      try {
        Instant told = Instant.parse(received);
        return told.isBefore(at) ? told : at;
      } catch (DateTimeParseException notATime) {
        return at;
      }
    }
    return at;
  }

  /** The last word of its type. */
  String participle() {
    return type.substring(type.indexOf('.') + 1);
  }

  @Override
  public int compareTo(Happened other) {
    return cursor.compareTo(other.cursor);
  }
}
