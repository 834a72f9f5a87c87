package io.lamplighter.journal;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Seals.Finding;
import io.lamplighter.api.journal.Seals.Verdict;
import io.lamplighter.api.journal.Verification;
import io.lamplighter.api.journal.VerifiedFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One verification at a time, and an entry about what it found. */
@Component
public final class WatchedVerification implements Verification {
  private static final Duration LATER = Duration.ofSeconds(5);
  private static final String SOURCE = "journal";

  private final UnitOfWork work;
  private final Journal journal;
  private final Sealing sealing;
  private final Semaphore one = new Semaphore(1);

  @Activate
  public WatchedVerification(
      @Reference(target = "(schema=journal)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Sealing sealing) {
    this.work = work;
    this.journal = journal;
    this.sealing = sealing;
  }

  @Override
  public void check(Caller caller) {
    caller.require(Role.SUPERVISOR, Role.ASSESSOR, Role.INTEGRATOR, Role.ADMINISTRATOR);
    if (one.availablePermits() == 0) {
      throw new Refusal.TooMany(LATER);
    }
  }

  @Override
  public Verdict run(Caller caller, Watcher watcher) {
    check(caller);
    if (!one.tryAcquire()) {
      throw new Refusal.TooMany(LATER);
    }
    try {
      Verdict verdict = sealing.verify(watcher);
      Fact fact = Fact.of(of(verdict), SOURCE, caller.region(), caller.actor());
      work.run(t -> journal.append(t, SOURCE, fact));
      return verdict;
    } finally {
      one.release();
    }
  }

  private static VerifiedFact of(Verdict verdict) {
    Finding first = verdict.sound() ? null : verdict.findings().get(0);
    Cursor entry = first == null ? null : first.entry();
    return new VerifiedFact(
        verdict.blocks(),
        verdict.entries(),
        verdict.unsealed(),
        verdict.took().toMillis(),
        verdict.findings().size(),
        first == null ? null : first.block(),
        entry == null ? null : entry.toString());
  }
}
