package io.lamplighter.api.routes;

import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The routes of this node and how they are doing. */
@ProviderType
public interface Routes {
  /** By name. Needs a person's role. */
  List<RouteSet> all(Caller caller);

  /**
   * What comes out of one route file or one bundle's routes.
   *
   * @param source the file, or the bundle and its version
   * @param mistake why its newest version is refused, with file and line as far as known, or what a
   *     sleeping one is waiting for
   */
  record RouteSet(
      String name, String source, State state, @Nullable String mistake, List<Route> routes) {}

  /** Whether a set of routes runs. */
  enum State {
    RUNNING,
    /** The newest version is refused; the last good one runs. */
    OUTDATED,
    /** It is refused and nothing of it runs. */
    REFUSED,
    /** Settings that it needs are not configured. */
    SLEEPING;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One route.
   *
   * @param from the endpoint it begins at, without secrets
   * @param done messages that passed since it started
   * @param failed attempts that failed since it started
   * @param perMinute messages that passed within the last whole minute
   * @param lastError why the last failed one did; may hold data of any region, and is told to a
   *     caller to whom the house's whole region is open
   */
  record Route(
      String id,
      String from,
      long done,
      long failed,
      long perMinute,
      @Nullable String lastError,
      @Nullable Follower follower) {}

  /**
   * How a route that begins at {@code journal:<reader>} is doing.
   *
   * @param here whether this node follows; false while another node does
   * @param waiting entries taken from the journal and not yet delivered
   * @param oldest when the oldest of them was written, null when none waits
   * @param parked letters
   * @param blockedSince since when the partner is away and is only probed, null while it is not
   */
  record Follower(
      String reader,
      boolean here,
      int waiting,
      @Nullable Instant oldest,
      long parked,
      @Nullable Instant blockedSince) {}
}
