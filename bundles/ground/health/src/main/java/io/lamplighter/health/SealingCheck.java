package io.lamplighter.health;

import io.lamplighter.api.journal.Seals;
import java.time.Duration;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Entries are sealed soon after they are written, and nobody was seen touching what is sealed. */
@Component(
    configurationPid = HealthConfig.PID,
    property = {
      HealthCheck.NAME + "=sealing",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.FRESH_MS
    })
public final class SealingCheck implements HealthCheck {
  private final Duration warn;
  private final Duration critical;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Seals seals;

  @Activate
  public SealingCheck(HealthConfig config) {
    this.warn = Duration.ofSeconds(config.sealWarnSeconds());
    this.critical = Duration.ofSeconds(config.sealCriticalSeconds());
  }

  @Override
  public Result execute() {
    return Verdict.of("journal", seals, this::judge);
  }

  private Verdict judge(Seals present) {
    List<Seals.Alarm> alarms = present.alarms();
    String en = String.join("; ", alarms.stream().map(alarm -> alarm.text().en()).toList());
    String zh = String.join("；", alarms.stream().map(alarm -> alarm.text().zh()).toList());
    if (alarms.stream().anyMatch(Seals.Alarm::tampered)) {
      return Verdict.critical("run lamp:verify: " + en, "请执行 lamp:verify：" + zh);
    }
    Verdict lag = judge(present.lag());
    return alarms.isEmpty() || !lag.isOk() ? lag : Verdict.warn(en, zh);
  }

  private Verdict judge(Duration lag) {
    String en = "oldest unsealed entry waits " + lag.toSeconds() + " s";
    String zh = "最早未封存条目已等待 " + lag.toSeconds() + " 秒";
    return lag.compareTo(critical) > 0
        ? Verdict.critical(en, zh)
        : lag.compareTo(warn) > 0 ? Verdict.warn(en, zh) : Verdict.ok(en, zh);
  }
}
