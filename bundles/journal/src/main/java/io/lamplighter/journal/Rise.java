package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import java.util.HashSet;
import java.util.Set;

/** Entries that have become readable: up to where, how many, of which types. */
final class Rise {
  private final Set<String> types = new HashSet<>();
  private Cursor end;
  private int count;

  Rise(Cursor end) {
    this.end = end;
  }

  void add(Cursor cursor, String type) {
    end = cursor;
    types.add(type);
    count++;
  }

  Cursor end() {
    return end;
  }

  int count() {
    return count;
  }

  Set<String> types() {
    return types;
  }
}
