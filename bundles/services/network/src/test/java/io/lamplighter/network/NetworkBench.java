package io.lamplighter.network;

import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.network.Network.Extent;
import io.lamplighter.api.network.Network.Format;
import io.lamplighter.api.security.Caller;
import io.lamplighter.store.NotedLooks;
import io.lamplighter.store.StreamingCsvImport;
import io.lamplighter.store.TestDatabase;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * A whole city's network in CIM, the same again, and a larger one in CSV: how long, and in how
 * small a heap. No test, so it is not run by the build but by {@code bench/imports}.
 */
@NullUnmarked
class NetworkBench {
  private static final int POINTS = Integer.getInteger("points", 500_000);
  private static final long CSV_BYTES = Integer.getInteger("megabytes", 1_000) * 1_000_000L;
  private static final Caller LOADER =
      new Caller("bench", Caller.Kind.SYSTEM, Set.of(), "3306", Set.of());

  @Test
  void load() throws Exception {
    TestDatabase.unit("network");
    TestDatabase.reset("network");
    Journal journal =
        (Journal)
            Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, arguments) -> null);
    NetworkService network =
        new NetworkService(
            TestDatabase.unit("network"),
            journal,
            new NotedLooks(),
            new StreamingCsvImport(),
            InstantSource.system(),
            20);
    for (int i = 0; i < 2; i++) {
      run(network, Format.CIM, GeneratedCim.of(POINTS), "CIM " + POINTS + " points");
    }
    run(network, Format.CSV, GeneratedCsv.of(CSV_BYTES), "CSV " + CSV_BYTES + " bytes");
  }

  private static void run(NetworkService network, Format format, InputStream file, String what) {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    long begin = System.nanoTime();
    var report = network.load(LOADER, format, Extent.FULL, file);
    double seconds = (System.nanoTime() - begin) / 1e9;
    long peak =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    System.out.printf(
        Locale.ROOT,
        "%s: %.1f s, %.0f assets/s, heap at most %d MB of %d MB, %s%n",
        what,
        seconds,
        report.read() / seconds,
        peak / 1_000_000,
        Runtime.getRuntime().maxMemory() / 1_000_000,
        report);
  }
}
