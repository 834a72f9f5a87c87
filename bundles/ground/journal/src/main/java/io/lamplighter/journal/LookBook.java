package io.lamplighter.journal;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Look;
import io.lamplighter.api.journal.LookFact;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes looks to the journal, and stops who has seen too much. */
@Component(immediate = true, configurationPid = JournalConfig.PID)
public final class LookBook implements Looks, MetricSource {
  static final String SOURCE = "looks";
  private static final Logger LOG = LoggerFactory.getLogger(LookBook.class);
  private static final Duration NEWS = Duration.ofHours(1);
  private static final int MOST_NAMED = 20;

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final LookBudget budget;
  private final LookKey key = new LookKey();
  private final LongAdder noted = new LongAdder();
  private final LongAdder refused = new LongAdder();

  @Activate
  public LookBook(
      @Reference(target = "(schema=journal)") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock,
      JournalConfig config) {
    this.work = work;
    this.journal = journal;
    this.clock = clock;
    this.budget = LookBudget.of(config);
  }

  @Override
  public void note(Look look) {
    Caller.Kind kind = look.caller().kind();
    if (kind != Caller.Kind.PERSON && kind != Caller.Kind.PARTNER) {
      return;
    }
    Optional<Refusal.TooMany> spent = work.call(transaction -> write(transaction, look));
    if (spent.isPresent()) {
      refused.increment();
      throw spent.get();
    }
    noted.increment();
  }

  private Optional<Refusal.TooMany> write(Transaction transaction, Look look) throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant since = now.minus(LookBudget.DAY);
    SeenTable seen = new SeenTable(transaction.connection(), look.caller().actor());
    seen.lock();
    List<String> news = new ArrayList<>();
    for (Map.Entry<String, List<String>> shown : look.shown().entrySet()) {
      String what = shown.getKey();
      long fresh = seen.fresh(what, shown.getValue(), since);
      if (fresh == 0) {
        continue;
      }
      news.add(what);
      long most = budget.of(look.caller(), what);
      SeenTable.Held held = seen.held(what, since);
      if (held.count() + fresh > most) {
        stop(transaction, look, what, most, now, seen);
        return Optional.of(LookBudget.spent(what, most, held.oldest(), now));
      }
    }
    for (String what : news) {
      seen.keep(what, look.shown().getOrDefault(what, List.of()), now, since);
    }
    LookFacts facts = new LookFacts(words -> key.digest(transaction, words));
    tell(transaction, look, facts.viewed(look));
    return Optional.empty();
  }

  /** Who goes on trying is written down once an hour. */
  private void stop(
      Transaction transaction, Look look, String what, long most, Instant now, SeenTable seen)
      throws SQLException {
    if (seen.stop(what, now, now.minus(NEWS))) {
      LOG.warn("{} was stopped: more than {} {} in 24 hours", look.caller().actor(), most, what);
      tell(transaction, look, LookFacts.refused(look, what, most));
    }
  }

  /** About who looked: an entry about a thing for each look at it would bury its history. */
  private <F extends Record & LookFact> void tell(Transaction transaction, Look look, F fact) {
    String who = look.caller().actor();
    journal.append(transaction, SOURCE, Fact.of(fact, who, look.region(), who));
  }

  @Override
  public List<String> stopped() {
    Instant since = clock.instant().minus(LookBudget.DAY);
    return work.call(t -> SeenTable.stopped(t.connection(), since, MOST_NAMED));
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        counter("lamp_looks_total", "Looks at personal data", noted.sum()),
        counter(
            "lamp_looks_refused_total", "Looks refused because too much was seen", refused.sum()));
  }

  private static Metric counter(String name, String help, long value) {
    return new Metric(name, help + " on this node since it started", Type.COUNTER, Map.of(), value);
  }
}
