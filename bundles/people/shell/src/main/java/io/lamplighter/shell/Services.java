package io.lamplighter.shell;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Finds a service for one call. */
final class Services {
  private Services() {}

  /** Empty when there is no such service. */
  static <S, T> Optional<T> with(BundleContext bundle, Class<S> type, Function<S, T> call) {
    return with(bundle, bundle.getServiceReference(type), call);
  }

  /**
   * As {@link #with(BundleContext, Class, Function)}, of the services of a kind.
   *
   * @param filter in OSGi's syntax
   */
  static <S, T> Optional<T> with(
      BundleContext bundle, Class<S> type, String filter, Function<S, T> call) {
    try {
      Iterator<ServiceReference<S>> found = bundle.getServiceReferences(type, filter).iterator();
      return with(bundle, found.hasNext() ? found.next() : null, call);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(filter, e);
    }
  }

  /** Asks all of a kind, in no order. */
  static <S, T> List<T> all(BundleContext bundle, Class<S> type, Function<S, T> call) {
    try {
      List<T> answers = new ArrayList<>();
      for (ServiceReference<S> reference : bundle.getServiceReferences(type, null)) {
        with(bundle, reference, call).ifPresent(answers::add);
      }
      return answers;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static <S, T> Optional<T> with(
      BundleContext bundle, @Nullable ServiceReference<S> reference, Function<S, T> call) {
    S service = reference == null ? null : bundle.getService(reference);
    if (service == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(call.apply(service));
    } finally {
      bundle.ungetService(reference);
    }
  }
}
