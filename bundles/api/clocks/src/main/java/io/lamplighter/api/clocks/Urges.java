package io.lamplighter.api.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Urges (督办): a supervisor raises one on what clocks run on, and the one who is urged owes an
 * answer, on a clock of its own.
 */
@ProviderType
public interface Urges {
  /**
   * Those of the caller's region, the newest first.
   *
   * @param open true: those that are owed an answer; false: those that have one; null: all
   * @param to who owes the answer
   */
  Page<Urge> find(
      Caller caller,
      @Nullable String on,
      @Nullable String to,
      @Nullable Boolean open,
      @Nullable String after,
      int limit);

  /**
   * @throws io.lamplighter.api.Refusal.NotFound {@code urge.unknown}
   */
  Urge get(Caller caller, String id);

  /**
   * @param caller a supervisor
   * @param on a subject on which a clock runs or ran
   * @param to login of a user there is
   * @param within time for the answer
   * @throws io.lamplighter.api.Refusal.Invalid naming every field that is wrong
   */
  Urge raise(Caller caller, String on, String to, String text, Duration within);

  /**
   * @param caller who was urged, or a supervisor for him
   * @throws io.lamplighter.api.Refusal.Conflict {@code urge.answered}
   */
  Urge answer(Caller caller, String id, @Nullable Long seen, String text);
}
