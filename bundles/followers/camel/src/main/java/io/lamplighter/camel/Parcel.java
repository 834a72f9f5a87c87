package io.lamplighter.camel;

import io.lamplighter.api.journal.Entry;

/**
 * A journal entry on its way to one reader's partner.
 *
 * @param number the order in which it is delivered within its subject; its letter's id when parked
 */
record Parcel(long number, Entry entry) {
  String subject() {
    return entry.subject();
  }
}
