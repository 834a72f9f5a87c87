package io.lamplighter.api.clocks;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The clocks that run, and those that did. Agents, dispatchers, crews, supervisors and assessors
 * look; supervisors have them stand still, go on, and take longer; administrators may do all. Each
 * sees those of his region.
 */
@ProviderType
public interface RunningClocks {
  /** In order of due, then id; those without a due instant last. */
  Page<Clock> find(Caller caller, ClockQuery query);

  /**
   * @throws io.lamplighter.api.Refusal.NotFound {@code clock.unknown}
   */
  Clock get(Caller caller, String id);

  /**
   * Has a clock stand still, from now on.
   *
   * @param seen the version that the caller saw; null when any will do
   * @param reason of the table of pauses, which says for which rules it is
   * @param evidence what proves it, as an entry's id or a document's number
   * @throws io.lamplighter.api.Refusal.Invalid for a reason that is not in the table or not for
   *     this rule, and without the evidence that it needs
   * @throws io.lamplighter.api.Refusal.Conflict {@code clock.not-running}
   * @throws io.lamplighter.api.Refusal.Stale when it has changed since
   */
  Clock pause(Caller caller, String id, @Nullable Long seen, String reason, String evidence);

  /**
   * Has it go on, from now on.
   *
   * @throws io.lamplighter.api.Refusal.Conflict {@code clock.not-paused}
   */
  Clock resume(Caller caller, String id, @Nullable Long seen);

  /**
   * Gives it more time, where its rule allows that and not more often.
   *
   * @param until when it is due then: later than it is now
   * @throws io.lamplighter.api.Refusal.Conflict {@code clock.not-running}, {@code
   *     clock.no-extension}
   */
  Clock extend(Caller caller, String id, @Nullable Long seen, Instant until, String reason);

  /**
   * What a rule stated as an average comes to.
   *
   * @param from those count that ended from then on
   * @param to and before this
   * @param cell of the cell only; null: of all of the caller's region
   * @throws io.lamplighter.api.Refusal.Invalid {@code /to} when it is before {@code from}
   */
  Mean mean(Caller caller, String rule, Instant from, Instant to, @Nullable String cell);
}
