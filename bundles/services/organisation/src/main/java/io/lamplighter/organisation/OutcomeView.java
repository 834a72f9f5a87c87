package io.lamplighter.organisation;

import java.time.Instant;
import java.util.List;

/**
 * What became of a file, or would.
 *
 * @param version of the organisation, with it; of a preview the one before
 * @param read pieces in the file
 * @param addedKeys which they are, the first hundred; so the other two
 */
record OutcomeView(
    long version,
    boolean preview,
    Instant inForce,
    int read,
    int added,
    int changed,
    int removed,
    List<String> addedKeys,
    List<String> changedKeys,
    List<String> removedKeys) {
  private static final int SHOWN = 100;

  static OutcomeView of(Imports.Outcome outcome, boolean preview) {
    Changes changes = outcome.changes();
    return new OutcomeView(
        outcome.version(),
        preview,
        outcome.inForce(),
        outcome.read(),
        changes.added().size(),
        changes.changed().size(),
        changes.removed().size(),
        keys(changes.added()),
        keys(changes.changed()),
        keys(changes.removed()));
  }

  private static List<String> keys(List<Piece> pieces) {
    return pieces.stream()
        .limit(SHOWN)
        .map(piece -> piece.what().wire() + " " + piece.key().replace('\t', ' ').strip())
        .toList();
  }
}
