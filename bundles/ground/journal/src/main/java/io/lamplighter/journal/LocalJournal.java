package io.lamplighter.journal;

import io.lamplighter.api.Page;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.FactTypes;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The journal in the one database that this node and its neighbours share. */
@Component(immediate = true, configurationPid = JournalConfig.PID)
@Designate(ocd = JournalConfig.class)
public final class LocalJournal implements Journal, MetricSource {
  /** A reading caller is not kept waiting by more than so many looks that find little for him. */
  private static final int MAX_LOOKS = 25;

  private final UnitOfWork work;
  private final Tide tide;
  private final NodeKeys keys;
  private final FactTypes types;
  private final InstantSource clock;
  private final Positions positions = new Positions();
  private final LongAdder appended = new LongAdder();

  @Activate
  public LocalJournal(
      @Reference(target = "(schema=journal)") UnitOfWork work,
      @Reference Tide tide,
      @Reference NodeKeys keys,
      @Reference FactTypes types,
      @Reference InstantSource clock) {
    this.work = work;
    this.tide = tide;
    this.keys = keys;
    this.types = types;
    this.clock = clock;
  }

  @Override
  public void append(Transaction transaction, String source, Collection<Fact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    if (tide.ahead()) {
      throw new StoreException(
          "The journal was restored into a younger server; see the log",
          new IllegalStateException("transaction counter behind the journal"));
    }
    List<Fact> fixed = List.copyOf(facts);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    try {
      new Appender(transaction.connection(), source, now, positions, keys.key()).append(fixed);
    } catch (SQLException e) {
      throw new StoreException("Appending to the journal failed: " + e.getMessage(), e);
    }
    transaction.afterCommit(
        () -> {
          appended.add(fixed.size());
          tide.appended(fixed);
        });
  }

  @Override
  public Page<Entry> read(Caller caller, Cursor after, Set<String> wanted, int limit) {
    caller.require(Role.values());
    Page.check(limit);
    types.check(wanted);
    List<Entry> found = new ArrayList<>();
    Glimpse window = new Glimpse(List.of(), after, true);
    for (int i = 0; i < MAX_LOOKS && window.more() && found.size() < limit; i++) {
      Cursor from = window.reached();
      int left = limit - found.size();
      window =
          work.call(
              transaction ->
                  EntryTable.window(transaction.connection(), from, wanted, caller.region(), left));
      found.addAll(window.entries());
    }
    return new Page<>(found, window.reached().toString());
  }

  @Override
  public List<Entry> about(String subject) {
    return work.call(transaction -> EntryTable.about(transaction.connection(), subject, Page.MAX));
  }

  @Override
  public Cursor end() {
    return work.call(transaction -> EntryTable.end(transaction.connection()));
  }

  @Override
  public Watch watch(Runnable signal) {
    return tide.listen(Set.of(), signal);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        new Metric(
            "lamp_journal_appended_total",
            "Entries appended by this node since it started",
            Type.COUNTER,
            Map.of(),
            appended.sum()),
        new Metric(
            "lamp_journal_refuses",
            "1 when nothing can be appended because the journal was restored into a younger server",
            Type.GAUGE,
            Map.of(),
            tide.ahead() ? 1 : 0));
  }
}
