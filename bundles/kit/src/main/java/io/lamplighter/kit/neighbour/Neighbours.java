package io.lamplighter.kit.neighbour;

import io.lamplighter.api.House;
import io.lamplighter.kit.neighbour.Gate.Tenant;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The neighbours of one component: services that it needs and that may be replaced without it being
 * restarted. Opened in its constructor and closed when everything else of it has stopped.
 */
public final class Neighbours implements AutoCloseable {
  private final BundleContext context;
  private final Bundle own;
  private final Bundle framework;
  private final Duration patience;
  private final Duration farewell;
  private final List<Runnable> closings = new CopyOnWriteArrayList<>();

  public Neighbours(BundleContext context) {
    this(context, Neighbour.PATIENCE);
  }

  /**
   * @param patience how long one that has gone is waited for
   */
  public Neighbours(BundleContext context, Duration patience) {
    this(context, patience, Neighbour.FAREWELL);
  }

  Neighbours(BundleContext context, Duration patience, Duration farewell) {
    this.context = context;
    own = context.getBundle();
    framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
    this.patience = patience;
    this.farewell = farewell;
  }

  public <T> Neighbour<T> of(Class<T> type) {
    return of(type, null, service -> {});
  }

  /**
   * @param filter on the service's properties, as in {@code (schema=sms)}
   */
  public <T> Neighbour<T> of(Class<T> type, String filter) {
    return of(type, filter, service -> {});
  }

  /**
   * @param whenItComes told of each that comes; must not throw
   */
  public <T> Neighbour<T> of(Class<T> type, Consumer<T> whenItComes) {
    return of(type, null, whenItComes);
  }

  /**
   * The time, as whoever is there says; while nobody is, as he did who was there last: nothing that
   * is finished then should fail for want of it.
   */
  public InstantSource clock() {
    AtomicReference<@Nullable InstantSource> last = new AtomicReference<>();
    InstantSource first = of(InstantSource.class, last::set).service();
    // Asked too often for a stand-in that reflects.
    return () -> Objects.requireNonNullElse(last.get(), first).instant();
  }

  /** What holds for the whole deployment; as the clock, it lasts. */
  public House house() {
    AtomicReference<@Nullable House> last = new AtomicReference<>();
    House first = of(House.class, last::set).service();
    Class<?>[] faces = {House.class};
    // A class of ours would provide House, and have to move with each of its versions.
    return (House)
        Proxy.newProxyInstance(
            House.class.getClassLoader(),
            faces,
            (proxy, method, arguments) -> {
              try {
                return method.invoke(Objects.requireNonNullElse(last.get(), first), arguments);
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            });
  }

  private <T> Neighbour<T> of(Class<T> type, @Nullable String filter, Consumer<T> whenItComes) {
    Neighbour<T> neighbour = new Neighbour<>(type, patience, this::isLeaving);
    ServiceTracker<T, Tenant<T>> tracker =
        Arrivals.open(
            context,
            services(type, filter),
            farewell,
            new Quarters<>(neighbour.gate(), whenItComes));
    closings.add(
        () -> {
          neighbour.gate().close();
          tracker.close();
        });
    return neighbour;
  }

  private static Filter services(Class<?> type, @Nullable String filter) {
    String ofType = "(" + Constants.OBJECTCLASS + "=" + type.getName() + ")";
    try {
      return FrameworkUtil.createFilter(filter == null ? ofType : "(&" + ofType + filter + ")");
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(filter, e);
    }
  }

  /** Whether our own bundle, or everything, is about to stop: nobody comes any more. */
  private boolean isLeaving() {
    return own.getState() == Bundle.STOPPING || framework.getState() == Bundle.STOPPING;
  }

  /** Nobody waits any more. */
  @Override
  public void close() {
    closings.forEach(Runnable::run);
  }

  /** Where services of one type live. */
  private final class Quarters<T> implements Arrivals.Host<T, T> {
    private final Gate<T> gate;
    private final Consumer<T> whenItComes;

    private Quarters(Gate<T> gate, Consumer<T> whenItComes) {
      this.gate = gate;
      this.whenItComes = whenItComes;
    }

    @Override
    public Gate<T> gate(ServiceReference<T> reference) {
      return gate;
    }

    @Override
    public T open(ServiceReference<T> reference, T service) {
      return service;
    }

    @Override
    public void arrived(T service) {
      whenItComes.accept(service);
    }

    /**
     * What is ours alone, as the unit of work on our schema, goes when our bundle stops; what is in
     * hand is still finished with it.
     */
    @Override
    public boolean keeps() {
      return own.getState() == Bundle.STOPPING;
    }
  }
}
