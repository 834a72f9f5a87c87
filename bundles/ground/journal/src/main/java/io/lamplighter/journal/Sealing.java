package io.lamplighter.journal;

import io.lamplighter.api.House;
import io.lamplighter.api.Page;
import io.lamplighter.api.Text;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.journal.Verification.Watcher;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals the journal on the side, and proves that nothing in it was touched. */
@Component(
    service = {Seals.class, Sealing.class, MetricSource.class},
    immediate = true,
    configurationPid = JournalConfig.PID)
public final class Sealing implements Seals, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
  private static final Text TOO_STRONG =
      new Text("the database role of the platform may change the journal", "平台所用的数据库角色可以修改日志");

  /** Behind in a burst it rests so many times as long as a block took: appending goes first. */
  private static final int PACE = 4;

  private final UnitOfWork work;
  private final InstantSource clock;
  private final long pauseMillis;
  private final NodeKeys keys;
  private final HeadsFile heads;
  private final TrustedKeys trusted;
  private final Alarms alarms = new Alarms();
  private final Anchors anchors;
  private final Runnable goodbye;
  private final Sealer sealer;
  private final Semaphore closed = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "journal-sealer");
  private volatile double lagSeconds;
  private volatile @Nullable Boolean tooStrong;

  @Activate
  public Sealing(
      @Reference(target = "(schema=journal)") UnitOfWork work,
      @Reference InstantSource clock,
      @Reference NodeKeys keys,
      BundleContext context,
      JournalConfig config)
      throws IOException {
    this(work, clock, keys, config, new Neighbours(context));
  }

  private Sealing(
      UnitOfWork work,
      InstantSource clock,
      NodeKeys keys,
      JournalConfig config,
      Neighbours neighbours)
      throws IOException {
    this(
        work,
        clock,
        neighbours.house(),
        keys,
        Anchors.of(config.anchors(), config.anchorAuthorizationFile(), keys.folder(), clock),
        config.sealMillis(),
        neighbours::close);
  }

  Sealing(
      UnitOfWork work,
      InstantSource clock,
      House house,
      NodeKeys keys,
      List<Anchor> places,
      long pauseMillis,
      Runnable goodbye)
      throws IOException {
    this.work = work;
    this.clock = clock;
    this.keys = keys;
    this.pauseMillis = pauseMillis;
    this.goodbye = goodbye;
    heads = HeadsFile.open(keys.folder());
    Block last = heads.last();
    trusted = TrustedKeys.open(keys.folder(), keys.own(), last == null ? 0 : last.head().number());
    anchors = new Anchors(work, house, heads, places);
    sealer = new Sealer(work, clock, keys, heads, trusted, alarms);
    thread.setDaemon(true);
    thread.start();
  }

  @Deactivate
  void close() throws InterruptedException {
    // Not interrupted: that would close the file under a head that is being written.
    closed.release();
    thread.join(TimeUnit.SECONDS.toMillis(10));
    anchors.close();
    goodbye.run();
  }

  private void run() {
    boolean failing = false;
    try {
      long pause;
      do {
        pause = pauseMillis;
        long start = System.nanoTime();
        try {
          if (sealer.run()) {
            pause = PACE * TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
          } else {
            lagSeconds = lag().toMillis() / 1000.0;
          }
          failing = false;
        } catch (IOException | RuntimeException e) {
          if (!failing) {
            LOG.warn("The journal is not sealed for the moment: {}", Reason.of(e));
          }
          failing = true;
        }
      } while (!closed.tryAcquire(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public List<Head> heads(long after) {
    return work.call(t -> BlockTable.after(t.connection(), after, Page.MAX)).stream()
        .map(Block::head)
        .toList();
  }

  @Override
  public List<Head> newest(int most) {
    return work.call(t -> BlockTable.newest(t.connection(), most)).stream()
        .map(Block::head)
        .toList();
  }

  @Override
  public Duration lag() {
    // A list, because a unit of work has no empty result.
    List<Instant> oldest = work.call(t -> BlockTable.oldestUnsealed(t.connection()));
    if (oldest.isEmpty()) {
      return Duration.ZERO;
    }
    Duration age = Duration.between(oldest.get(0), clock.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  @Override
  public Verdict verify() {
    return verdict(null, (blocks, of) -> true);
  }

  /**
   * @throws java.util.concurrent.CancellationException when the watcher wants no more
   */
  Verdict verify(Watcher watcher) {
    return verdict(null, watcher);
  }

  @Override
  public Verdict verify(BufferedReader elsewhere) {
    return verdict(elsewhere, (blocks, of) -> true);
  }

  private Verdict verdict(@Nullable BufferedReader elsewhere, Watcher watcher) {
    HouseKey key = keys.key();
    Optional<Verdict> verdict =
        work.call(
            t -> {
              Outside outside;
              // No block may come between what the transaction sees and what the log has.
              synchronized (sealer) {
                Verifier.snapshot(t.connection());
                sealer.look();
                outside = new Outside(heads, trusted, alarms.tampering());
              }
              try (outside) {
                anchors.addTo(outside);
                if (elsewhere != null) {
                  outside.add("the heads given", new HeadsReader(elsewhere));
                }
                return new Verifier(t.connection(), key, outside).run(watcher);
              }
            });
    // Outside of the unit of work, which would take it for a failure of the database.
    return verdict.orElseThrow(
        () -> new CancellationException("Nobody waits for the verdict any more"));
  }

  @Override
  public List<Alarm> alarms() {
    List<Alarm> all = new ArrayList<>(anchors.alarms());
    for (Finding seen : alarms.all()) {
      String text = "block " + seen.block() + ": " + seen.detail();
      all.add(new Alarm(true, new Text(text, "第 " + seen.block() + " 块：" + seen.detail())));
    }
    Boolean known = tooStrong;
    if (known == null) {
      known = work.call(t -> Strength.tooMuch(t.connection()));
      tooStrong = known;
    }
    if (known) {
      all.add(new Alarm(false, TOO_STRONG));
    }
    return all;
  }

  @Override
  public void still(Runnable action) {
    try {
      sealer.still(action);
    } catch (IOException e) {
      throw new UncheckedIOException("The heads cannot be brought up to date", e);
    }
  }

  @Override
  public List<Metric> metrics() {
    Block last = heads.last();
    return List.of(
        new Metric(
            "lamp_journal_sealed_block",
            "Number of the last sealed block whose head is kept outside the database",
            Type.GAUGE,
            Map.of(),
            last == null ? 0 : last.head().number()),
        new Metric(
            "lamp_journal_seal_lag_seconds",
            "Age of the oldest entry that no block covers",
            Type.GAUGE,
            Map.of(),
            lagSeconds),
        new Metric(
            "lamp_journal_alarms",
            "What was seen being tampered with since the start",
            Type.GAUGE,
            Map.of(),
            alarms.all().size()));
  }
}
