package io.lamplighter.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lamplighter.api.routes.Letter;
import org.jspecify.annotations.Nullable;

/** A letter as the contract shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record LetterView(
    String id,
    long version,
    String reader,
    CloudEvent entry,
    String parkedAt,
    int attempts,
    String cause,
    int behind,
    @Nullable String correctedBy) {

  static LetterView of(Letter letter, RegionTime time) {
    return new LetterView(
        letter.id(),
        letter.version(),
        letter.reader(),
        CloudEvent.of(letter.entry(), time),
        time.text(letter.parkedAt()),
        letter.attempts(),
        letter.cause(),
        letter.behind(),
        letter.correctedBy());
  }
}
