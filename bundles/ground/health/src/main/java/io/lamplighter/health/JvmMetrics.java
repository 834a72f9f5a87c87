package io.lamplighter.health;

import io.lamplighter.api.health.MetricSource;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.lang.management.RuntimeMXBean;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Memory, threads, collections and age of the JVM. */
@Component
public final class JvmMetrics implements MetricSource {
  private static final double MILLIS = 1000;

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory(metrics, "heap", memory.getHeapMemoryUsage());
    memory(metrics, "nonheap", memory.getNonHeapMemoryUsage());
    for (GarbageCollectorMXBean gc : ManagementFactory.getGarbageCollectorMXBeans()) {
      Map<String, String> labels = Map.of("gc", gc.getName());
      metrics.add(
          new Metric(
              "jvm_gc_collections_total",
              "Garbage collections.",
              Type.COUNTER,
              labels,
              gc.getCollectionCount()));
      metrics.add(
          new Metric(
              "jvm_gc_seconds_total",
              "Time spent in garbage collections.",
              Type.COUNTER,
              labels,
              gc.getCollectionTime() / MILLIS));
    }
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    metrics.add(gauge("jvm_threads", "Live threads.", threads.getThreadCount()));
    RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
    metrics.add(
        gauge(
            "process_start_time_seconds",
            "When the JVM was started, since the epoch.",
            runtime.getStartTime() / MILLIS));
    metrics.add(gauge("process_uptime_seconds", "Age of the JVM.", runtime.getUptime() / MILLIS));
    return metrics;
  }

  private static void memory(List<Metric> metrics, String area, MemoryUsage usage) {
    Map<String, String> labels = Map.of("area", area);
    metrics.add(
        new Metric("jvm_memory_used_bytes", "Memory in use.", Type.GAUGE, labels, usage.getUsed()));
    metrics.add(
        new Metric(
            "jvm_memory_committed_bytes",
            "Memory taken from the system.",
            Type.GAUGE,
            labels,
            usage.getCommitted()));
    metrics.add(
        new Metric(
            "jvm_memory_max_bytes",
            "Memory it may grow to; -1 without limit.",
            Type.GAUGE,
            labels,
            usage.getMax()));
  }

  private static Metric gauge(String name, String help, double value) {
    return new Metric(name, help, Type.GAUGE, Map.of(), value);
  }
}
