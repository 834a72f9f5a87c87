package io.lamplighter.kit.neighbour;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A part that may be swapped, and the calls inside it. A call enters only while somebody is there;
 * a part that leaves is let go only when the calls inside it are out.
 */
public final class Gate<T> {
  private static final Duration AGAIN = Duration.ofMillis(200);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Tenant<T>> tenants = new ArrayList<>();
  private final Semaphore waitingRoom;
  private int waiting;
  private boolean lived;
  private boolean closed;
  private long emptySince = System.nanoTime();

  /**
   * @param waitingRoom how many calls may wait at once, together with the other gates
   */
  public Gate(Semaphore waitingRoom) {
    this.waitingRoom = waitingRoom;
  }

  /** Opens for {@code value}; an earlier one that is still there goes on until it leaves. */
  public Tenant<T> arrive(T value) {
    lock.lock();
    try {
      Tenant<T> tenant = new Tenant<>(value);
      tenants.add(tenant);
      lived = true;
      changed.signalAll();
      return tenant;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets nobody more in to {@code tenant} and waits for the calls inside. {@code farewell} asks
   * them to end, again and again: one that had just come in may not have heard it.
   *
   * @return how many calls were still inside when the patience ended
   */
  public int leave(Tenant<T> tenant, Runnable farewell, Duration patience) {
    lock.lock();
    try {
      tenants.remove(tenant);
      emptySince = System.nanoTime();
    } finally {
      lock.unlock();
    }
    long left = patience.toNanos();
    do {
      farewell.run();
      long nap = Math.min(left, AGAIN.toNanos());
      left -= nap;
      if (awaitOut(tenant, nap)) {
        return 0;
      }
    } while (left > 0 && !Thread.currentThread().isInterrupted());
    return inside(tenant);
  }

  private boolean awaitOut(Tenant<T> tenant, long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (tenant.inside > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      return tenant.inside == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private int inside(Tenant<T> tenant) {
    lock.lock();
    try {
      return tenant.inside;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Enters, waiting if nobody is there.
   *
   * @return null when nobody came in time or too many wait already
   */
  public @Nullable Stay<T> enter(Duration patience) {
    lock.lock();
    try {
      if (tenants.isEmpty() && !awaitTenant(patience.toNanos())) {
        return null;
      }
      Tenant<T> tenant = tenants.get(0);
      tenant.inside++;
      return new Stay<>(this, tenant);
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitTenant(long nanos) {
    if (nanos <= 0 || !waitingRoom.tryAcquire()) {
      return false;
    }
    waiting++;
    try {
      long left = nanos;
      while (tenants.isEmpty() && left > 0 && !closed) {
        left = changed.awaitNanos(left);
      }
      return !tenants.isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting--;
      waitingRoom.release();
    }
  }

  /** Lets nobody wait any longer: the house itself is replaced. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many calls wait for somebody. */
  int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  private void exit(Tenant<T> tenant) {
    lock.lock();
    try {
      tenant.inside--;
      if (tenant.inside == 0) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean houses(Tenant<T> tenant) {
    lock.lock();
    try {
      return tenants.contains(tenant);
    } finally {
      lock.unlock();
    }
  }

  public boolean occupied() {
    lock.lock();
    try {
      return !tenants.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Whether somebody has been here within {@code time}. */
  public boolean occupiedWithin(Duration time) {
    lock.lock();
    try {
      return !tenants.isEmpty() || (lived && emptyFor().compareTo(time) < 0);
    } finally {
      lock.unlock();
    }
  }

  /** How long nobody has been here; since the gate was made when nobody ever was. */
  public Duration emptyFor() {
    lock.lock();
    try {
      return tenants.isEmpty() ? Duration.ofNanos(System.nanoTime() - emptySince) : Duration.ZERO;
    } finally {
      lock.unlock();
    }
  }

  public int inside() {
    lock.lock();
    try {
      return tenants.stream().mapToInt(tenant -> tenant.inside).sum();
    } finally {
      lock.unlock();
    }
  }

  /** One who can be called, until he leaves. */
  public static final class Tenant<T> {
    private final T value;
    private int inside;

    private Tenant(T value) {
      this.value = value;
    }

    public T value() {
      return value;
    }
  }

  /** A call that is inside; may be closed more than once and by any thread. */
  public static final class Stay<T> implements AutoCloseable {
    private final Gate<T> gate;
    private final Tenant<T> tenant;
    private final AtomicBoolean over = new AtomicBoolean();

    private Stay(Gate<T> gate, Tenant<T> tenant) {
      this.gate = gate;
      this.tenant = tenant;
    }

    public T value() {
      return tenant.value;
    }

    /** Whether the one who is called here has gone in the meantime. */
    public boolean isLeftAlone() {
      return !gate.houses(tenant);
    }

    /**
     * Ends the stay.
     *
     * @return false when it had ended before
     */
    public boolean end() {
      boolean first = over.compareAndSet(false, true);
      if (first) {
        gate.exit(tenant);
      }
      return first;
    }

    @Override
    public void close() {
      end();
    }
  }
}
