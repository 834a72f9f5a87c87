package io.lamplighter.kit.neighbour;

import io.lamplighter.kit.neighbour.Gate.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings services of type {@code S} to their gates and takes them away again. A tracker and not
 * Declarative Services, because it must hold the departing service's thread in the UNREGISTERING
 * event until the calls inside are out, without holding a lock of anybody else's.
 */
public final class Arrivals<S, T> implements ServiceTrackerCustomizer<S, Tenant<T>> {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private final BundleContext context;
  private final Duration drain;
  private final Host<S, T> host;

  private Arrivals(BundleContext context, Duration drain, Host<S, T> host) {
    this.context = context;
    this.drain = drain;
    this.host = host;
  }

  /**
   * @param drain how long the calls inside of one that goes are waited for
   */
  public static <S, T> ServiceTracker<S, Tenant<T>> open(
      BundleContext context, Class<S> type, Duration drain, Host<S, T> host) {
    return open(new ServiceTracker<>(context, type, new Arrivals<>(context, drain, host)));
  }

  static <S, T> ServiceTracker<S, Tenant<T>> open(
      BundleContext context, Filter filter, Duration drain, Host<S, T> host) {
    return open(new ServiceTracker<>(context, filter, new Arrivals<>(context, drain, host)));
  }

  private static <S, T> ServiceTracker<S, Tenant<T>> open(ServiceTracker<S, Tenant<T>> tracker) {
    tracker.open();
    return tracker;
  }

  @Override
  public @Nullable Tenant<T> addingService(ServiceReference<S> reference) {
    S service = context.getService(reference);
    if (service == null) {
      return null;
    }
    try {
      Tenant<T> tenant = host.gate(reference).arrive(host.open(reference, service));
      host.arrived(tenant.value());
      return tenant;
    } catch (RuntimeException e) {
      LOG.error("Cannot offer {} of {}", service.getClass(), reference.getBundle(), e);
      context.ungetService(reference);
      return null;
    }
  }

  @Override
  public void modifiedService(ServiceReference<S> reference, Tenant<T> tenant) {
    // What it is here for is fixed for its life.
  }

  @Override
  public void removedService(ServiceReference<S> reference, Tenant<T> tenant) {
    if (host.keeps()) {
      return;
    }
    int left = host.gate(reference).leave(tenant, () -> host.farewell(tenant.value()), drain);
    if (left > 0) {
      LOG.warn("{} leaves with {} calls inside", reference.getBundle(), left);
    }
    host.close(tenant.value());
    context.ungetService(reference);
  }

  /** What becomes of a service that arrives. */
  public interface Host<S, T> {
    Gate<T> gate(ServiceReference<S> reference);

    T open(ServiceReference<S> reference, S service);

    default void arrived(T value) {}

    /** Whether nobody is let go any more, because the host itself is going. */
    default boolean keeps() {
      return false;
    }

    /** Asks long calls to end. */
    default void farewell(T value) {}

    default void close(T value) {}
  }
}
