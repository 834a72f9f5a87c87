package io.lamplighter.api.routes;

import io.lamplighter.api.journal.FactType;
import org.jspecify.annotations.Nullable;

/**
 * What is written of a letter, whose number is the entry's subject; and of an entry that a route
 * would have sent while nothing may leave the house, which becomes no letter and stands with what
 * it is about.
 *
 * @param entry id of the entry that the route could not deliver, and below its type and subject
 * @param attempts how often it was tried, when it was parked
 * @param why it was discarded; withheld by a house in {@code training} or {@code testing}
 * @param to where it would have gone, when it was withheld
 */
@FactType(
    value = {
      "letter.parked",
      "letter.corrected",
      "letter.replayed",
      "letter.discarded",
      "letter.withheld"
    },
    says =
        "A route could not deliver an entry; somebody corrected, replayed or gave it up; or nothing"
            + " may leave the house.")
public record LetterFact(
    String reader,
    String entry,
    String entryType,
    String entrySubject,
    @Nullable Long attempts,
    @Nullable String why,
    @Nullable String to) {
  /** Of a letter. */
  public LetterFact(
      String reader,
      String entry,
      String entryType,
      String entrySubject,
      @Nullable Long attempts,
      @Nullable String why) {
    this(reader, entry, entryType, entrySubject, attempts, why, null);
  }
}
