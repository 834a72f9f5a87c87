package io.lamplighter.health;

import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;

/** Runs the checks, side by side, each bounded in time, or takes what was found a moment ago. */
final class Checks {
  private static final int TIMEOUT_MS = 2500;

  private final HealthCheckExecutor executor;

  Checks(HealthCheckExecutor executor) {
    this.executor = executor;
  }

  Report run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // The executor's threads keep the class loader of whoever made them work first, for ever.
    thread.setContextClassLoader(executor.getClass().getClassLoader());
    try {
      return Report.of(
          executor.execute(
              HealthCheckSelector.tags(Report.TAG),
              new HealthCheckExecutionOptions().setOverrideGlobalTimeout(TIMEOUT_MS)));
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
