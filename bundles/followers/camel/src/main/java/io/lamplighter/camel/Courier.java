package io.lamplighter.camel;

import io.lamplighter.camel.Ledger.Due;
import io.lamplighter.camel.Ledger.Keeping;
import io.lamplighter.camel.Ledger.News;
import io.lamplighter.camel.Ledger.Parting;
import io.lamplighter.camel.SubjectLanes.Lane;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the messages of one reader: several subjects at once, each subject in order. What fails
 * is tried again after growing rests and parked in the end; its subject waits behind it.
 */
final class Courier {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /** With so many messages in memory no further ones are taken from the journal. */
  static final int FULL = 2_000;

  private final FollowSettings settings;
  private final Delivery delivery;
  private final Executor senders;
  private final ScheduledExecutorService timer;
  private final InstantSource clock;
  private final Secrets secrets;
  private final BooleanSupplier sure;
  private final Clerk clerk;

  private final SubjectLanes lanes = new SubjectLanes();
  private final Retries retries;
  private final Set<String> held = new HashSet<>();
  private List<Long> delivered = new ArrayList<>();
  private List<Parting> parted = new ArrayList<>();
  private List<Keeping> withheld = new ArrayList<>();
  private long last;
  private int out;
  private int term;
  private boolean here;
  private boolean fresh;

  /**
   * @param sure whether this node is sure to have the reader's lease at this moment
   */
  Courier(
      FollowSettings settings,
      Delivery delivery,
      Executor senders,
      ScheduledExecutorService timer,
      InstantSource clock,
      Secrets secrets,
      Ledger ledger,
      BooleanSupplier sure) {
    this.settings = settings;
    this.delivery = delivery;
    this.senders = senders;
    this.timer = timer;
    this.clock = clock;
    this.secrets = secrets;
    this.sure = sure;
    retries = new Retries(settings, clock);
    clerk = new Clerk(settings.reader(), this, ledger, timer);
  }

  FollowSettings settings() {
    return settings;
  }

  synchronized boolean here() {
    return here;
  }

  synchronized boolean full() {
    return !here || lanes.size() >= FULL;
  }

  synchronized CourierFigures figures() {
    return new CourierFigures(
        here, lanes.size(), lanes.oldest(), held.size(), retries.blockedSince());
  }

  /** This node has the lease: begins with what the table holds. */
  void begin() {
    synchronized (this) {
      forget();
      here = true;
      fresh = true;
    }
    clerk.now();
  }

  /** This node has the lease no more: another may be at it already. */
  synchronized void end() {
    here = false;
    forget();
  }

  private void forget() {
    term++;
    lanes.clear();
    held.clear();
    retries.forget();
    last = 0;
  }

  /** Nothing new goes out; waits for what is out, and notes what became of it. */
  void stop(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (this) {
      here = false;
      long left = patience.toMillis();
      while (out > 0 && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    }
    clerk.finish();
  }

  /** Messages may have been added or letters released. */
  void look() {
    clerk.now();
    pump();
  }

  /** For the clerk: what to note down now; null when there is nothing to do at all. */
  synchronized @Nullable Due due(boolean look) {
    if (delivered.isEmpty() && parted.isEmpty() && !(look && here)) {
      return null;
    }
    Due due = new Due(delivered, withheld, parted, Set.copyOf(held), last, fresh);
    delivered = new ArrayList<>();
    withheld = new ArrayList<>();
    parted = new ArrayList<>();
    return due;
  }

  synchronized int term() {
    return term;
  }

  /** For the clerk: it could not be noted down. */
  synchronized void notKept(Due due) {
    delivered.addAll(due.delivered());
    withheld.addAll(due.withheld());
    parted.addAll(due.parted());
  }

  /** For the clerk: what is new in the table. */
  void took(News news, Due due, int ofTerm) {
    synchronized (this) {
      if (!here || ofTerm != term) {
        return;
      }
      if (due.fresh()) {
        held.addAll(news.held());
        fresh = false;
      } else {
        due.held().stream().filter(subject -> !news.held().contains(subject)).forEach(held::remove);
      }
      news.released().forEach(lanes::add);
      for (Parcel message : news.added()) {
        last = message.number();
        if (!held.contains(message.subject())) {
          lanes.add(message);
        }
      }
    }
    pump();
  }

  /** Sends what may go. */
  private void pump() {
    while (true) {
      Lane lane;
      Parcel message;
      synchronized (this) {
        if (!here || out >= retries.width() || !sure.getAsBoolean()) {
          return;
        }
        lane = lanes.next();
        if (lane == null) {
          return;
        }
        message = lane.first();
        out++;
      }
      try {
        senders.execute(() -> attempt(lane, message));
      } catch (RejectedExecutionException stopped) {
        synchronized (this) {
          out--;
          lanes.again(lane);
        }
        return;
      }
    }
  }

  private void attempt(Lane lane, Parcel message) {
    Throwable thrown = delivery.attempt(message.entry());
    Withheld kept = thrown instanceof Withheld one ? one : null;
    Failure failure =
        thrown == null || kept != null ? null : Failure.of(thrown, clock.instant(), secrets);
    synchronized (this) {
      out--;
      if (kept != null) {
        withheld.add(new Keeping(message, kept.why(), kept.addresses()));
      }
      if (failure == null) {
        delivered.add(message.number());
      }
      if (!lanes.has(lane)) {
        LOG.debug("Reader {}: {} came back late", settings.reader(), message.number());
      } else if (failure == null) {
        retries.passed();
        lanes.delivered(lane);
      } else {
        failed(lane, failure);
      }
      notifyAll();
    }
    clerk.soon();
    pump();
  }

  private void failed(Lane lane, Failure failure) {
    Retries.Verdict verdict = retries.failed(lane, failure);
    if (verdict.partnersRest() != null) {
      after(verdict.partnersRest(), retries::rested);
    }
    switch (verdict.fate()) {
      case AGAIN -> lanes.again(lane);
      case LATER -> after(verdict.rest(), () -> lanes.again(lane));
      case PARKED -> park(lane, failure);
    }
  }

  private void park(Lane lane, Failure failure) {
    LOG.warn(
        "Reader {}: {} of {} is parked as letter {}: {}",
        settings.reader(),
        lane.first().entry().cursor(),
        lane.first().subject(),
        lane.first().number(),
        failure.cause());
    parted.add(new Parting(lane.first(), failure.cause(), lane.attempts()));
    held.add(lane.first().subject());
    lanes.remove(lane);
  }

  private void after(Duration rest, Runnable then) {
    try {
      timer.schedule(
          () -> {
            synchronized (this) {
              then.run();
            }
            pump();
          },
          rest.toMillis(),
          TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopped) {
      LOG.debug("Reader {} has been stopped", settings.reader());
    }
  }
}
