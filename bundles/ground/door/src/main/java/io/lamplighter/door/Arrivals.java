package io.lamplighter.door;

import io.lamplighter.kit.neighbour.Gate;
import io.lamplighter.kit.neighbour.Gate.Tenant;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
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
final class Arrivals<S, T> implements ServiceTrackerCustomizer<S, Tenant<T>> {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private final BundleContext context;
  private final Duration drain;
  private final Host<S, T> host;

  private Arrivals(BundleContext context, Duration drain, Host<S, T> host) {
    this.context = context;
    this.drain = drain;
    this.host = host;
  }

  static <S, T> ServiceTracker<S, Tenant<T>> open(
      BundleContext context, Class<S> type, Duration drain, Host<S, T> host) {
    ServiceTracker<S, Tenant<T>> tracker =
        new ServiceTracker<>(context, type, new Arrivals<>(context, drain, host));
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
      return host.gate(reference).arrive(host.open(reference, service));
    } catch (RuntimeException e) {
      LOG.error("Cannot offer {} of {}", service.getClass(), reference.getBundle(), e);
      context.ungetService(reference);
      return null;
    }
  }

  @Override
  public void modifiedService(ServiceReference<S> reference, Tenant<T> tenant) {
    // Paths are fixed for the life of a service.
  }

  @Override
  public void removedService(ServiceReference<S> reference, Tenant<T> tenant) {
    int left = host.gate(reference).leave(tenant, () -> host.farewell(tenant.value()), drain);
    if (left > 0) {
      LOG.warn("{} leaves with {} calls inside", reference.getBundle(), left);
    }
    host.close(tenant.value());
    context.ungetService(reference);
  }

  /** What becomes of a service that arrives. */
  interface Host<S, T> {
    Gate<T> gate(ServiceReference<S> reference);

    T open(ServiceReference<S> reference, S service);

    /** Asks long calls to end. */
    default void farewell(T value) {}

    default void close(T value) {}
  }
}
