package io.lamplighter.answers;

import io.lamplighter.api.Refusal;
import java.util.Optional;

/** A place where an answer may be found. */
interface Source {
  /**
   * @return empty when it has nothing to say, which is never a guess
   * @throws Refusal.Unavailable when it cannot be asked now
   */
  Optional<Found> seek(Asked asked);
}
