package io.lamplighter.organisation;

import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.organisation.VersionTables.Force;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the organisation in memory: those in force now and to come, and a few older ones
 * that were asked for.
 */
final class Editions {
  private static final int OLDER_ONES = 4;
  private static final Units NONE = new Units(0, List.of());

  private final UnitOfWork work;
  private final Object loading = new Object();
  private volatile Known known = new Known(0, new TreeMap<>(), NONE);
  private final Map<Long, Units> others =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Units> eldest) {
          return size() > OLDER_ONES;
        }
      };

  Editions(UnitOfWork work) {
    this.work = work;
  }

  /**
   * @param forces which version is in force from when on
   * @param newest its last one
   */
  private record Known(long number, NavigableMap<Instant, Long> forces, Units newest) {}

  /**
   * Looks whether there is a newer one; loads it then. Who waits for the store to come does not
   * hold up whom it starts.
   */
  boolean refresh(UnitOfWork by) {
    long number = by.read(t -> new VersionTables(t.connection()).newest());
    return number != known.number() && load(by, number);
  }

  private synchronized boolean load(UnitOfWork by, long number) {
    Known before = known;
    if (number == before.number()) {
      return false;
    }
    known =
        by.call(
            t -> {
              VersionTables tables = new VersionTables(t.connection());
              NavigableMap<Instant, Long> forces = new TreeMap<>(before.forces());
              for (Force force : tables.forces(before.number())) {
                forces.put(force.from(), force.number());
              }
              Map.Entry<Instant, Long> last = forces.lastEntry();
              long newest = last == null ? 0 : last.getValue();
              return new Known(newest, forces, tables.units(newest));
            });
    keep(before.newest());
    return true;
  }

  /** The last one that came in, in force or to come. */
  Units newest() {
    return known.newest();
  }

  /** The one that counts at that time. */
  Units at(Instant at) {
    Known now = known;
    Map.Entry<Instant, Long> force = now.forces().floorEntry(at);
    if (force == null) {
      return NONE;
    }
    long number = force.getValue();
    return number == now.newest().version() ? now.newest() : other(number);
  }

  private Units other(long number) {
    Units found = kept(number);
    if (found != null) {
      return found;
    }
    // One at a time, and each once: one is as large as all that is in memory.
    synchronized (loading) {
      Units loaded = kept(number);
      if (loaded == null) {
        loaded = work.call(t -> new VersionTables(t.connection()).units(number));
        keep(loaded);
      }
      return loaded;
    }
  }

  private @Nullable Units kept(long number) {
    synchronized (others) {
      return others.get(number);
    }
  }

  private void keep(Units units) {
    synchronized (others) {
      others.put(units.version(), units);
    }
  }

  /** From when on the newest one counts, null when there is none. */
  @Nullable Instant inForce() {
    Map.Entry<Instant, Long> last = known.forces().lastEntry();
    return last == null ? null : last.getKey();
  }
}
