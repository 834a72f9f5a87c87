package io.lamplighter.journal;

import io.lamplighter.api.Page;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.api.store.UnitOfWork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
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
@Component(immediate = true, configurationPid = JournalConfig.PID)
public final class Sealing implements Seals, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  /** Behind in a burst it rests so many times as long as a block took: appending goes first. */
  private static final int PACE = 4;

  private final UnitOfWork work;
  private final InstantSource clock;
  private final long pauseMillis;
  private final SealKey key;
  private final HeadsFile heads;
  private final Sealer sealer;
  private final Semaphore closed = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "journal-sealer");
  private volatile double lagSeconds;

  @Activate
  public Sealing(
      @Reference(target = "(schema=journal)") UnitOfWork work,
      @Reference InstantSource clock,
      BundleContext context,
      JournalConfig config)
      throws IOException {
    this(work, clock, folder(context.getProperty("lamp.data")), config.sealMillis());
  }

  Sealing(UnitOfWork work, InstantSource clock, Path folder, long pauseMillis) throws IOException {
    this.work = work;
    this.clock = clock;
    this.pauseMillis = pauseMillis;
    key = SealKey.open(folder);
    heads = HeadsFile.open(folder);
    sealer = new Sealer(work, clock, key, heads);
    thread.setDaemon(true);
    thread.start();
  }

  private static Path folder(@Nullable String data) {
    return Path.of(data == null ? "data" : data, "journal");
  }

  @Deactivate
  void close() throws InterruptedException {
    // Not interrupted: that would close the file under a head that is being written.
    closed.release();
    thread.join(TimeUnit.SECONDS.toMillis(10));
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
    try (HeadsReader outside = heads.read()) {
      return work.call(t -> new Verifier(t.connection(), key, outside).run());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("heads.log cannot be read", e);
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
            lagSeconds));
  }
}
