package io.lamplighter.customers;

import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * A file of customers of which the sender breaks off, the whole of it, and the whole of it again:
 * how long, and in how small a heap. No test, so it is not run by the build but by {@code
 * bench/imports}.
 */
@NullUnmarked
class CustomersBench {
  private static final long BYTES = Integer.getInteger("megabytes", 1_000) * 1_000_000L;
  private static final Caller LOADER =
      new Caller("bench", Caller.Kind.SYSTEM, Set.of(), "3306", Set.of());

  private CustomerService customers;

  @Test
  void load() {
    TestDatabase.reset("customers");
    Journal journal =
        (Journal)
            Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, arguments) -> null);
    customers =
        new CustomerService(
            TestDatabase.unit("customers"),
            journal,
            new NotedLooks(),
            new StreamingCsvImport(),
            InstantSource.system());
    run("CSV of customers, broken off after a tenth", BYTES / 10);
    run("the same, whole", Long.MAX_VALUE);
    run("the same again", Long.MAX_VALUE);
  }

  private void run(String what, long breaksOff) {
    long begin = System.nanoTime();
    String report;
    long lines = 0;
    try {
      var told = customers.importCsv(LOADER, new GeneratedCustomers(BYTES, breaksOff));
      lines = told.lines();
      report = told.toString();
    } catch (UncheckedIOException e) {
      report = String.valueOf(e.getCause());
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %,d bytes, %.0f s, %,.0f lines/s, heap of %d MB, %s%n",
        what,
        Math.min(BYTES, breaksOff),
        seconds,
        lines / seconds,
        Runtime.getRuntime().maxMemory() / 1_000_000,
        report);
  }
}
