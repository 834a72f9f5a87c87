package io.lamplighter.api.accountability;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import io.lamplighter.api.journal.FactType.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a file, whose number is the entry's subject. What people say stays with the file.
 */
public sealed interface FileFact {
  /**
   * What every entry says, as it is then.
   *
   * @param on what it is about, as a request's number
   * @param cause code of the time limit or of the rule that found it
   * @param event its class, as in the library
   * @param unit that answers for it, once it is known
   */
  record About(
      String file,
      String on,
      String cause,
      String event,
      @Nullable String cell,
      @Nullable String unit,
      @Words(FileState.class) String state,
      long version) {}

  About about();

  /**
   * @throws IllegalArgumentException when the entry is not one of a file
   */
  static FileFact of(Entry entry) {
    return entry.as(FileFact.class);
  }

  /** Of the step's row: by it a row that was changed later is found, and nothing is told. */
  String digest();

  /**
   * @param at when what it is about happened
   * @param entry the cursor of the entry that gave reason for it
   * @param digest SHA-256 of the step's row, as in all of these
   */
  @FactType(value = "accountability-file.opened", says = "A breach got its file.")
  record Opened(@Inline About about, Instant at, String entry, String digest) implements FileFact {}

  /** Whom it is about, what was judged and what follows is with the file, for whom that is. */
  @FactType(
      value = {
        "accountability-file.unnamed",
        "accountability-file.notified",
        "accountability-file.named",
        "accountability-file.stated",
        "accountability-file.lapsed",
        "accountability-file.judged",
        "accountability-file.measured",
        "accountability-file.approved",
        "accountability-file.returned",
        "accountability-file.told",
        "accountability-file.accepted",
        "accountability-file.appealed",
        "accountability-file.decided",
        "accountability-file.closed",
        "accountability-file.annulment-proposed",
        "accountability-file.annulled"
      },
      says = "A file went a step on.")
  record Stepped(@Inline About about, String digest) implements FileFact {}

  /**
   * @param right whether the rule had found it rightly
   */
  @FactType(value = "accountability-file.graded", says = "Somebody said whether a rule was right.")
  record Graded(@Inline About about, boolean right, String digest) implements FileFact {}
}
