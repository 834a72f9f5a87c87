package io.lamplighter.api.indices;

import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Role;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A figure that a part contributes (whiteboard: register it as a service). It tells which cases an
 * entry of the journal makes, and nothing else: the figures of every unit and period are made of
 * them, and lead back to them. A new one reads the journal from its beginning; when it leaves, its
 * figures stay, and are shown again when it comes back.
 */
@ConsumerType
public interface Index {
  /** Letters, digits and dashes, as in {@code on-time}; for ever. */
  String code();

  /** One more when the formula is another one: then all is counted anew. */
  int edition();

  Text name();

  /** How it is computed, in a sentence: what is counted, out of what. */
  Text formula();

  Measure measure();

  /** Whether more is better. */
  boolean moreIsBetter();

  /** The types of entries that it is made of. */
  Set<String> types();

  /** Who may see the very cases behind its figures; empty for all who may see the figures. */
  default Set<Role> readers() {
    return Set.of();
  }

  /**
   * Puts, changes or takes away the cases that an entry is about. Depends on nothing but the entry
   * and the cases: the same journal gives the same cases, and an entry that is read twice changes
   * nothing. Entries of drills are not brought.
   */
  void read(Entry entry, Cases cases);
}
