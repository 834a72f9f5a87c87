package io.lamplighter.health;

import io.lamplighter.kit.data.DataFolder;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * There is room where the data lies. What is below the reserve is red before anything fails: a full
 * disk stops the database, and the load balancer should have left by then.
 */
@Component(
    configurationPid = HealthConfig.PID,
    property = {
      HealthCheck.NAME + "=disk",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.VITAL_FRESH_MS
    })
public final class DiskCheck implements HealthCheck {
  private final Path data;
  private final HealthConfig config;

  @Activate
  public DiskCheck(BundleContext bundle, HealthConfig config) {
    this.data = DataFolder.of(bundle).path();
    this.config = config;
  }

  @Override
  public Result execute() {
    try {
      FileStore store = Files.getFileStore(data);
      return judge(store.getUsableSpace() >> 20, Math.max(1, store.getTotalSpace() >> 20));
    } catch (IOException e) {
      return Verdict.failed(e);
    }
  }

  Verdict judge(long freeMegabytes, long totalMegabytes) {
    double percent = 100.0 * freeMegabytes / totalMegabytes;
    String en = String.format(Locale.ROOT, "%d MB free, %.1f %%", freeMegabytes, percent);
    String zh = String.format(Locale.ROOT, "剩余 %d MB，%.1f %%", freeMegabytes, percent);
    if (freeMegabytes < config.diskReserveMegabytes()) {
      return Verdict.critical(en, zh);
    }
    return percent < config.diskWarnPercent() || freeMegabytes < config.diskWarnMegabytes()
        ? Verdict.warn(en, zh)
        : Verdict.ok(en, zh);
  }
}
