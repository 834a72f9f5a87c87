package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import java.util.HashSet;
import java.util.Set;

/** Entries that have become readable: up to where, how many, of which types, and whether all. */
final class Rise {
  private final Set<String> types = new HashSet<>();
  private Cursor end;
  private int count;
  private boolean hidden;

  Rise(Cursor end) {
    this.end = end;
  }

  void add(Cursor cursor, String type) {
    end = cursor;
    types.add(type);
    count++;
  }

  void hide() {
    hidden = true;
  }

  Cursor end() {
    return end;
  }

  int count() {
    return count;
  }

  /** Whether committed entries wait for an older transaction to end. */
  boolean hidden() {
    return hidden;
  }

  Set<String> types() {
    return types;
  }
}
