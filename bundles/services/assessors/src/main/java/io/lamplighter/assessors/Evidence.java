package io.lamplighter.assessors;

import io.lamplighter.api.Page;
import io.lamplighter.api.assessors.CaseEvidence;
import io.lamplighter.api.assessors.CaseEvidence.Shown;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Proofs;
import io.lamplighter.api.journal.Proofs.Place;
import io.lamplighter.api.journal.Proofs.Proof;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What the journal has about a case: pointed to, never copied (ADR 42). */
final class Evidence {
  private Evidence() {}

  /** The cursors of what there is about these subjects, in the journal's order. */
  static List<String> about(Journal journal, Collection<String> subjects) {
    TreeSet<Cursor> cursors = new TreeSet<>();
    for (String subject : subjects) {
      journal.about(subject).forEach(entry -> cursors.add(entry.cursor()));
    }
    return cursors.stream().limit(Page.MAX).map(Cursor::toString).toList();
  }

  /** As the journal has it now; what it has no more is said to be missing. */
  static CaseEvidence shown(Proofs proofs, SampleTables.Case drawn) {
    Map<String, Proof> found = new HashMap<>();
    List<Cursor> cursors = drawn.evidence().stream().map(Cursor::parse).toList();
    proofs.of(cursors).forEach(one -> found.put(one.entry().cursor().toString(), one));
    List<Shown> shown = new ArrayList<>();
    for (String cursor : drawn.evidence()) {
      Proof proof = found.get(cursor);
      shown.add(
          proof == null
              ? new Shown(cursor, Shown.MISSING, null, null, null, null, null)
              : shown(cursor, proof));
    }
    return new CaseEvidence(drawn.no(), shown);
  }

  private static Shown shown(String cursor, Proof proof) {
    Place place = proof.place();
    return new Shown(
        cursor,
        proof.entry().type(),
        proof.entry().time(),
        proof.entry().data(),
        place == null ? null : place.head().number(),
        place == null ? null : place.head().hash(),
        place == null ? null : place.holds());
  }
}
