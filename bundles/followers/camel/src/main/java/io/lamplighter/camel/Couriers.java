package io.lamplighter.camel;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
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
 * The couriers of this node. Of several nodes one has a reader's lease and follows; when it shows
 * no sign of life another takes over within seconds.
 */
@Component(service = {Couriers.class, MetricSource.class})
public final class Couriers implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(Couriers.class);
  private static final Duration LEASE = Duration.ofSeconds(6);
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long TICK_MILLIS = 1_000;
  private static final int THREADS = 4;

  private final Ground ground;
  private final Secrets secrets;
  private final Function<JournalReader, Runnable> registrar;
  private final String node = UUID.randomUUID().toString();
  private final ScheduledThreadPoolExecutor timer;
  private final Map<String, Post> posts = new LinkedHashMap<>();
  private volatile long sureUntil = System.nanoTime();

  /**
   * What they stand on.
   *
   * @param reading what the journal's threads read in
   * @param goodbye said when all have stopped
   */
  record Ground(
      UnitOfWork work, UnitOfWork reading, Journal journal, InstantSource clock, Runnable goodbye) {
    Ground(UnitOfWork work, Journal journal, InstantSource clock) {
      this(work, work, journal, clock, () -> {});
    }

    private static Ground of(Neighbours neighbours) {
      Neighbour<UnitOfWork> work = neighbours.of(UnitOfWork.class, "(schema=routes)");
      return new Ground(
          work.service(),
          work.atOnce(),
          neighbours.of(Journal.class).service(),
          neighbours.clock(),
          neighbours::close);
    }

    Ledger ledger(String reader) {
      return new Ledger(reader, work, journal, clock);
    }
  }

  /** A courier and, while it has the lease, how to take its reader away from the journal. */
  private static final class Post {
    private final Courier courier;
    private @Nullable Runnable unregister;
    private boolean gone;

    private Post(Courier courier) {
      this.courier = courier;
    }
  }

  @Activate
  public Couriers(@Reference Secrets secrets, BundleContext bundle) {
    this(
        Ground.of(new Neighbours(bundle)),
        secrets,
        reader -> {
          ServiceRegistration<?> registration =
              bundle.registerService(JournalReader.class, reader, null);
          return registration::unregister;
        });
  }

  /**
   * @param registrar offers a reader to the journal; what it gives takes it away again
   */
  Couriers(Ground ground, Secrets secrets, Function<JournalReader, Runnable> registrar) {
    this.ground = ground;
    this.secrets = secrets;
    this.registrar = registrar;
    timer = Threads.timer("routes", THREADS);
    timer.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * Begins to follow.
   *
   * @param senders runs the attempts
   * @throws IllegalStateException when another route of this node has a reader of that name
   */
  void add(FollowSettings settings, Delivery delivery, Executor senders) {
    String reader = settings.reader();
    Ledger ledger = ground.ledger(reader);
    Courier courier =
        new Courier(
            settings, delivery, senders, timer, ground.clock(), secrets, ledger, this::sure);
    synchronized (posts) {
      if (posts.containsKey(reader)) {
        throw new IllegalStateException("Another route follows as reader " + reader + " already");
      }
      posts.put(reader, new Post(courier));
    }
    timer.execute(this::tick);
  }

  /** Ends following; what is out comes back first, within a limit. */
  void remove(String reader) {
    Post post;
    synchronized (posts) {
      post = posts.get(reader);
    }
    if (post == null) {
      return;
    }
    synchronized (post) {
      post.gone = true;
      unregister(post);
    }
    try {
      post.courier.stop(PATIENCE);
      ground.ledger(reader).release(node);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The lease of reader {} runs out by itself: {}", reader, e.toString());
    } finally {
      synchronized (posts) {
        posts.remove(reader);
      }
    }
  }

  /** Letters of these readers may have been released. */
  void look() {
    couriers().forEach(Courier::look);
  }

  /** How the reader's courier is doing; null when this node has none. */
  @Nullable CourierFigures figures(String reader) {
    synchronized (posts) {
      Post post = posts.get(reader);
      return post == null ? null : post.courier.figures();
    }
  }

  @Deactivate
  void close() {
    couriers().forEach(courier -> remove(courier.settings().reader()));
    timer.shutdownNow();
    ground.goodbye().run();
  }

  @Override
  public List<Metric> metrics() {
    return couriers().stream().flatMap(Couriers::metrics).toList();
  }

  private static Stream<Metric> metrics(Courier courier) {
    Map<String, String> labels = Map.of("reader", courier.settings().reader());
    CourierFigures figures = courier.figures();
    return Stream.of(
        new Metric(
            "lamp_route_waiting",
            "Entries a route has taken and not yet delivered",
            Type.GAUGE,
            labels,
            figures.waiting()),
        new Metric(
            "lamp_route_letters",
            "Letters: entries a route could not deliver",
            Type.GAUGE,
            labels,
            figures.parked()),
        new Metric(
            "lamp_route_blocked",
            "1 while a route's partner is away",
            Type.GAUGE,
            labels,
            figures.blockedSince() == null ? 0 : 1));
  }

  private boolean sure() {
    return System.nanoTime() - sureUntil < 0;
  }

  private List<Courier> couriers() {
    synchronized (posts) {
      return posts.values().stream().map(post -> post.courier).toList();
    }
  }

  /** Prolongs the leases, takes free ones, and looks for released letters. */
  private synchronized void tick() {
    List<Post> all;
    synchronized (posts) {
      all = List.copyOf(posts.values());
    }
    if (all.isEmpty()) {
      return;
    }
    try {
      long began = System.nanoTime();
      Set<String> mine = ground.work().call(t -> LeaseTable.renew(t.connection(), node, LEASE));
      sureUntil = began + LEASE.minus(MARGIN).toNanos();
      for (Post post : all) {
        tend(post, mine);
      }
    } catch (RuntimeException e) {
      LOG.debug("The leases could not be prolonged", e);
    }
  }

  private void tend(Post post, Set<String> mine) {
    String reader = post.courier.settings().reader();
    synchronized (post) {
      if (post.gone) {
        return;
      }
      if (post.courier.here()) {
        if (mine.contains(reader)) {
          post.courier.look();
        } else {
          LOG.warn("Reader {} is followed by another node now", reader);
          post.courier.end();
          unregister(post);
        }
      } else if (ground.work().call(t -> LeaseTable.take(t.connection(), reader, node, LEASE))) {
        post.courier.begin();
        post.unregister = registrar.apply(new RouteReader(post.courier, ground.reading(), node));
      }
    }
  }

  private static void unregister(Post post) {
    if (post.unregister != null) {
      post.unregister.run();
      post.unregister = null;
    }
  }
}
