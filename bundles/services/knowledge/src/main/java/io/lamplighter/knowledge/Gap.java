package io.lamplighter.knowledge;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What could not be answered, counted.
 *
 * @param text as it was asked first, masked
 * @param region what the regions of all who asked begin with
 * @param article that an editor has said answers it; null when none has
 * @param version grows when it is closed or asked again after that; the ETag
 */
record Gap(
    long id,
    String text,
    String region,
    long asked,
    Instant firstAt,
    Instant lastAt,
    State state,
    @Nullable String article,
    @Nullable String closedBy,
    @Nullable Instant closedAt,
    long version) {

  /** Where a gap is. */
  enum State {
    OPEN,
    /** An article answers it now. */
    ANSWERED,
    /** Nothing will: it is no question to us. */
    NOT_OURS;

    /** As written outside: {@code not-ours}. */
    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
