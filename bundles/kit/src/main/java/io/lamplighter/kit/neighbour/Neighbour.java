package io.lamplighter.kit.neighbour;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.kit.neighbour.Gate.Stay;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A service of another part that comes and goes while we stay. Who calls it while it is being
 * replaced waits for its successor; when none comes in time he hears {@link Refusal.Unavailable}.
 * One that leaves is let go when the calls inside it are out.
 *
 * <p>Who is inside one neighbour does not wait at the door of another: he may hold a transaction,
 * and the first may be waiting for him to leave.
 */
public final class Neighbour<T> {
  /** From its departure on, or from our beginning; who calls later does not wait at all. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long one that leaves is held for the calls inside it. */
  static final Duration FAREWELL = Duration.ofSeconds(5);

  /** One that is away for longer is not being replaced any more. */
  static final Duration MEMORY = Duration.ofMinutes(2);

  static final int MOST_WAITING = 100;

  private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>();

  private final Class<T> type;
  private final Gate<T> gate = new Gate<>(new Semaphore(MOST_WAITING));
  private final Duration patience;
  private final BooleanSupplier leaving;
  private final T service;
  private final T atOnce;

  /**
   * @param leaving whether our own house is closing: nobody waits any more
   */
  Neighbour(Class<T> type, Duration patience, BooleanSupplier leaving) {
    this.type = type;
    this.patience = patience;
    this.leaving = leaving;
    service = standIn(true);
    atOnce = standIn(false);
  }

  private T standIn(boolean waits) {
    Class<?>[] faces = {type};
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            faces,
            (proxy, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? ofObject(proxy, method, arguments)
                    : call(method, arguments, waits)));
  }

  /**
   * Stands for the service, whichever it is at the moment.
   *
   * @return whose every method may throw {@link Refusal.Unavailable}; what it did is not known then
   */
  public T service() {
    return service;
  }

  public boolean isThere() {
    return gate.occupied();
  }

  /**
   * As {@link #service}, but nobody waits: for whoever is called on another part's thread, which
   * may be waited for itself.
   */
  public T atOnce() {
    return atOnce;
  }

  /** Whether it is there, or has been a short while ago and so will probably be back. */
  public boolean isExpected() {
    return gate.occupiedWithin(MEMORY);
  }

  /**
   * Null where it is not installed, or has been away for long; one that is replaced is waited for.
   */
  public @Nullable T expected() {
    return isExpected() ? service : null;
  }

  Gate<T> gate() {
    return gate;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments, boolean waits)
      throws Throwable {
    boolean outermost = INSIDE.get() == null;
    try (Stay<T> stay = gate.enter(waits && outermost ? patience() : Duration.ZERO)) {
      if (stay == null) {
        throw away(new IllegalStateException("no " + type.getSimpleName()));
      }
      INSIDE.set(Boolean.TRUE);
      try {
        return method.invoke(stay.value(), arguments);
      } catch (InvocationTargetException e) {
        throw told(Objects.requireNonNull(e.getCause()), stay);
      }
    } finally {
      if (outermost) {
        INSIDE.remove();
      }
    }
  }

  private Duration patience() {
    return leaving.getAsBoolean() ? Duration.ZERO : patience.minus(gate.emptyFor());
  }

  /** What breaks in one that has gone says nothing about the call: it may be made again. */
  private Throwable told(Throwable thrown, Stay<T> stay) {
    boolean broken = thrown instanceof RuntimeException || thrown instanceof LinkageError;
    return broken && !(thrown instanceof Refusal) && stay.isLeftAlone() ? away(thrown) : thrown;
  }

  private static Refusal.Unavailable away(Throwable cause) {
    return new Refusal.Unavailable(
        new Text("A part that is needed for this is away for a moment", "所需的部件暂不可用"), cause);
  }

  private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "neighbour " + type.getSimpleName();
    };
  }
}
