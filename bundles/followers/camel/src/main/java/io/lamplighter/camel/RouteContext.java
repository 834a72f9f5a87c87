package io.lamplighter.camel;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;

/** One set of routes in its own Camel context. */
record RouteContext(CamelContext camel, ClassLoader loader, Map<String, RouteMeter> meters) {
  /**
   * Lets its routes run.
   *
   * @throws Exception when one of them cannot begin
   */
  void start() throws Exception {
    with(
        loader,
        () -> {
          camel.setAutoStartup(true);
          camel.getRouteController().startAllRoutes();
          return this;
        });
  }

  void stop() {
    try {
      with(
          loader,
          () -> {
            camel.stop();
            return this;
          });
    } catch (Exception e) {
      throw new IllegalStateException("Context " + camel.getName() + " does not stop", e);
    }
  }

  /** Runs with {@code loader} as the thread's own, by which parts of Camel look for others. */
  static <T> T with(ClassLoader loader, Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
