package io.lamplighter.store.embedded;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the framework before the JVM ends. Karaf does so for SIGTERM only: after Ctrl-C no bundle
 * would be stopped, and PostgreSQL would run on.
 */
final class CleanExit implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CleanExit.class);
  private static final long LONGEST_MILLIS = 60_000;

  private final Thread hook;

  CleanExit(BundleContext context) {
    Framework framework = context.getBundle(0).adapt(Framework.class);
    hook = new Thread(() -> stop(framework), "lamplighter-exit");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void stop(Framework framework) {
    try {
      framework.stop();
      framework.waitForStop(LONGEST_MILLIS);
    } catch (BundleException | InterruptedException e) {
      LOG.error("The framework could not be stopped", e);
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("The JVM is ending already", e);
    }
  }
}
