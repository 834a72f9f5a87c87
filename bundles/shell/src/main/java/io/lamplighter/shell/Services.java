package io.lamplighter.shell;

import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** Finds a service for one call. */
final class Services {
  private Services() {}

  /** Empty when there is no such service. */
  static <S, T> Optional<T> with(BundleContext bundle, Class<S> type, Function<S, T> call) {
    ServiceReference<S> reference = bundle.getServiceReference(type);
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
