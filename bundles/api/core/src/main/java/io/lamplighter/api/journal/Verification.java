package io.lamplighter.api.journal;

import io.lamplighter.api.security.Caller;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** The verification of the sealed journal as a person asks for it: watched, and on record. */
@ProviderType
public interface Verification {
  /** Refuses what {@link #run} would, before an answer is begun. */
  void check(Caller caller);

  /**
   * As {@link Seals#verify()}, and written to the journal: {@code journal.verified}.
   *
   * @param caller a supervisor, assessor, integrator or administrator
   * @throws io.lamplighter.api.Refusal.TooMany while another one runs on this node
   * @throws java.util.concurrent.CancellationException when the watcher wants no more; nothing is
   *     written then
   */
  Seals.Verdict run(Caller caller, Watcher watcher);

  /** Hears how far it is. */
  @FunctionalInterface
  @ConsumerType
  interface Watcher {
    /**
     * @param blocks that are checked
     * @param of so many
     * @return whether to go on
     */
    boolean at(long blocks, long of);
  }
}
