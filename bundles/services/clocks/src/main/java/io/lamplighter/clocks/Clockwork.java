package io.lamplighter.clocks;

import io.lamplighter.api.clocks.WorkingDays.Effect;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What runs the clocks: the reader that begins and ends them, and the thread that says what is due.
 */
@Component(
    service = {HealthCheck.class, MetricSource.class, OpenClocks.class},
    immediate = true,
    property = {HealthCheck.NAME + "=clocks", HealthCheck.TAGS + "=lamplighter"})
public final class Clockwork implements HealthCheck, MetricSource, OpenClocks {
  static final String SOURCE = "clocks";
  static final Caller SELF = Caller.system(SOURCE);

  private static final Logger LOG = LoggerFactory.getLogger(Clockwork.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  /** By so much a machine's clock may be off. */
  private static final Duration MOST_OFF = Duration.ofSeconds(2);

  private final BundleContext context;
  private final Rules rules;
  private final Neighbours neighbours;
  private final Neighbour<UnitOfWork> store;
  private final DatabaseTime time;
  private final Tools tools;
  private final Lateness lateness = new Lateness();
  private final Figures figures = new Figures();
  private final Firing firing;
  private final Recount recount;
  private final AtomicBoolean another = new AtomicBoolean(true);
  private final Runnable deaf;
  private final Rounds rounds;
  private @Nullable ServiceRegistration<JournalReader> reader;
  private Set<String> types = Set.of();
  private boolean stopped;

  @Activate
  public Clockwork(BundleContext context, @Reference Rules rules) {
    this.context = context;
    this.rules = rules;
    neighbours = new Neighbours(context);
    time = new DatabaseTime(neighbours.clock());
    store = neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=clocks)");
    Journal journal = neighbours.of(Journal.class).service();
    tools =
        new Tools(
            store.service(),
            journal,
            rules::book,
            new Rungs(rules::book, neighbours.of(Organisation.class).atOnce()),
            Firing.agenda(store.service(), time),
            time);
    ReadUpTo readUpTo = new ReadUpTo(tools, () -> Follower.types(rules.book()));
    firing = new Firing(tools, readUpTo, lateness);
    recount = new Recount(tools);
    deaf = rules.listen(book -> another.set(true));
    rounds =
        Rounds.start(
            "lamplighter-clocks",
            this::round,
            e -> LOG.warn("The clocks wait a moment: {}", e.toString()));
  }

  private int round() {
    if (!store.isThere() || !rules.haveLooked()) {
      return 0;
    }
    if (another.getAndSet(false)) {
      follow();
      recount();
    }
    Instant now = time.instant();
    if (figures.areOld(now)) {
      tools.work().run(t -> figures.count(t.connection(), now));
    }
    return firing.round();
  }

  /** Not while the files have a mistake: when it is mended, that is another set. */
  private void recount() {
    if (rules.mistake().isPresent()) {
      return;
    }
    try {
      recount.apply();
    } catch (RuntimeException e) {
      another.set(true);
      throw e;
    }
  }

  /** Reads what the rules in force ask for; begun again when that is something else. */
  private synchronized void follow() {
    Set<String> wanted = Follower.types(rules.book());
    if (stopped || wanted.equals(types)) {
      return;
    }
    unregister();
    types = wanted;
    reader =
        context.registerService(JournalReader.class, new Follower(tools, store.atOnce()), null);
  }

  private void unregister() {
    ServiceRegistration<JournalReader> registered = reader;
    reader = null;
    if (registered != null) {
      registered.unregister();
    }
  }

  @Override
  public Effect effect(RuleBook other) {
    return recount.preview(other);
  }

  @Override
  public Result execute() {
    Duration ahead = time.ahead();
    if (ahead.abs().compareTo(MOST_OFF) <= 0) {
      return new Result(Result.Status.OK, "this machine's clock agrees with the database's 时钟一致");
    }
    return new Result(
        Result.Status.WARN,
        "this machine's clock is "
            + ahead.abs().toSeconds()
            + (ahead.isNegative() ? " s ahead of" : " s behind")
            + " the database's, which decides 本机时钟与数据库相差过大，以数据库为准");
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(figures.metrics());
    metrics.addAll(lateness.metrics());
    metrics.addAll(tools.agenda().metrics());
    metrics.add(
        new Metric(
            "lamp_clocks_machine_behind_seconds",
            "How far this machine's clock is behind the database's",
            Type.GAUGE,
            Map.of(),
            time.ahead().toMillis() / 1_000.0));
    return metrics;
  }

  /** Returns when what is in hand is said. */
  @Deactivate
  void stop() throws InterruptedException {
    synchronized (this) {
      stopped = true;
      unregister();
    }
    deaf.run();
    rounds.stop(STOP);
    neighbours.close();
  }
}
