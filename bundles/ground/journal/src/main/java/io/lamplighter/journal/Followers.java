package io.lamplighter.journal;

import io.lamplighter.api.House;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.Journal.Watch;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.journal.ReaderFact;
import io.lamplighter.api.journal.Readers;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.retry.Backoff;
import java.time.Duration;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the readers that are there, all on few threads, each on its own. */
@Component(immediate = true, configurationPid = JournalConfig.PID)
public final class Followers implements Readers, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(Followers.class);
  private static final Duration FIRST_RETRY = Duration.ofMillis(200);

  /** Nobody relies on it; it heals what nobody thought of. */
  private static final long LOOK_ANYWAY_SECONDS = 10;

  private static final long STATUS_SECONDS = 5;
  private static final String SOURCE = "journal";

  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;
  private final Duration patience;
  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor timer;
  private final LoopTools lanes;
  private final Tide tide;
  private final House house;
  private final Map<JournalReader, Following> all = new IdentityHashMap<>();
  private volatile List<Status> latest = List.of();

  @Activate
  public Followers(
      @Reference(target = "(schema=journal)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Tide tide,
      @Reference InstantSource clock,
      @Reference House house,
      JournalConfig config) {
    this.work = work;
    this.journal = journal;
    this.tide = tide;
    this.clock = clock;
    this.house = house;
    patience = Duration.ofSeconds(config.leaveSeconds());
    pool = Threads.pool("journal-reader", config.threads());
    timer = Threads.timer("journal-timer");
    Backoff backoff =
        new Backoff(FIRST_RETRY, Duration.ofSeconds(config.retryCapSeconds()), new Random());
    lanes =
        new LoopTools(
            pool,
            timer,
            work,
            new Tail(work, tide::risen),
            clock,
            backoff,
            Math.max(100, config.pollMillis()));
    timer.scheduleWithFixedDelay(
        () -> loops().forEach(ReaderLoop::wake),
        LOOK_ANYWAY_SECONDS,
        LOOK_ANYWAY_SECONDS,
        TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(
        () -> pool.execute(this::refresh), 1, STATUS_SECONDS, TimeUnit.SECONDS);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "remove")
  void add(JournalReader reader) {
    ReaderLoop loop = new ReaderLoop(reader, lanes);
    Watch watch = tide.listen(loop.types(), loop::wake);
    synchronized (all) {
      all.put(reader, new Following(loop, watch));
    }
    loop.wake();
  }

  void remove(JournalReader reader) throws InterruptedException {
    @Nullable Following gone;
    synchronized (all) {
      gone = all.remove(reader);
    }
    if (gone != null) {
      leave(gone);
    }
  }

  private void leave(Following gone) throws InterruptedException {
    gone.watch().close();
    if (!gone.loop().close(patience)) {
      LOG.warn("Reader {} is still busy with a batch and is left alone", gone.loop().name());
    }
  }

  @Deactivate
  void close() throws InterruptedException {
    timer.shutdownNow();
    List<Following> left;
    synchronized (all) {
      left = List.copyOf(all.values());
      all.clear();
    }
    for (Following one : left) {
      leave(one);
    }
    pool.shutdownNow();
  }

  @Override
  public List<Status> all() {
    Set<String> present = present();
    List<Status> statuses =
        work.call(t -> ReaderTable.all(t.connection(), present, clock.instant()));
    latest = statuses;
    return statuses;
  }

  @Override
  public void forget(Caller caller, String name) {
    caller.require(Role.INTEGRATOR, Role.ADMINISTRATOR);
    // What waits for a reader is of every region, so it is nobody's who has only a part.
    caller.requireRegion(house.region());
    work.run(
        t -> {
          if (present().contains(name) || !ReaderTable.forget(t.connection(), name)) {
            throw kept(name);
          }
          Fact fact = Fact.of(new ReaderFact(), name, house.region(), caller.actor());
          journal.append(t, SOURCE, List.of(fact));
        });
  }

  private Refusal kept(String name) {
    return all().stream().anyMatch(status -> status.name().equals(name))
        ? new Refusal.Conflict(
            "reader.running",
            new Text(
                "Reader " + name + " runs, or did within the last half minute; stop it first",
                "读者 " + name + " 正在运行或半分钟内曾运行，请先停止"))
        : new Refusal.NotFound(
            "reader.unknown", new Text("There is no reader " + name, "没有读者 " + name));
  }

  @Override
  public List<Metric> metrics() {
    return latest.stream().filter(Status::present).flatMap(Followers::metrics).toList();
  }

  private static Stream<Metric> metrics(Status status) {
    Map<String, String> labels = Map.of("reader", status.name());
    return Stream.of(
        new Metric(
            "lamp_reader_behind",
            "Entries a reader has still to handle",
            Type.GAUGE,
            labels,
            status.behind()),
        new Metric(
            "lamp_reader_lag_seconds",
            "Age of the oldest entry a reader has still to handle",
            Type.GAUGE,
            labels,
            status.lag().toMillis() / 1000.0),
        new Metric(
            "lamp_reader_failures",
            "Failed attempts of a reader since its last success",
            Type.GAUGE,
            labels,
            status.failures()));
  }

  private void refresh() {
    try {
      Set<String> present = present();
      work.run(t -> ReaderTable.seen(t.connection(), present));
      all();
    } catch (RuntimeException e) {
      LOG.debug("How the readers are doing could not be read", e);
    }
  }

  private Set<String> present() {
    return loops().stream().map(ReaderLoop::name).collect(Collectors.toSet());
  }

  private List<ReaderLoop> loops() {
    synchronized (all) {
      return all.values().stream().map(Following::loop).toList();
    }
  }

  /** A reader that is there, and what wakes it. */
  private record Following(ReaderLoop loop, Watch watch) {}
}
