package io.lamplighter.health;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Locale;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;

/** The heap is not nearly full after it was collected: how full it is before says nothing. */
@Component(
    property = {
      HealthCheck.NAME + "=memory",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.FRESH_MS
    })
public final class MemoryCheck implements HealthCheck {
  private static final double FULL = 90;

  @Override
  public Result execute() {
    double fullest = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      MemoryUsage collected = pool.getCollectionUsage();
      boolean survivor = pool.getName().contains("Survivor");
      if (pool.getType() == MemoryType.HEAP && !survivor && collected != null) {
        fullest = Math.max(fullest, collected.getMax() > 0 ? percent(collected) : 0);
      }
    }
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long used = heap.getUsed() >> 20;
    long max = heap.getMax() >> 20;
    String en =
        String.format(Locale.ROOT, "%d of %d MB, %.0f %% after collection", used, max, fullest);
    String zh = String.format(Locale.ROOT, "已用 %d / %d MB，回收后 %.0f %%", used, max, fullest);
    return fullest > FULL ? Verdict.warn(en, zh) : Verdict.ok(en, zh);
  }

  private static double percent(MemoryUsage usage) {
    return 100.0 * usage.getUsed() / usage.getMax();
  }
}
