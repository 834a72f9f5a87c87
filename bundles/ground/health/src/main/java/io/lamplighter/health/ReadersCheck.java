package io.lamplighter.health;

import io.lamplighter.api.journal.Readers;
import io.lamplighter.kit.text.Count;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * No follower of the journal fails or lags. One that runs nowhere is told, but it is no emergency:
 * it may have been taken away for good.
 */
@Component(
    configurationPid = HealthConfig.PID,
    property = {
      HealthCheck.NAME + "=readers",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.FRESH_MS
    })
public final class ReadersCheck implements HealthCheck {
  private final Duration warn;
  private final Duration critical;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Readers readers;

  @Activate
  public ReadersCheck(HealthConfig config) {
    this.warn = Duration.ofSeconds(config.readerWarnSeconds());
    this.critical = Duration.ofSeconds(config.readerCriticalSeconds());
  }

  @Override
  public Result execute() {
    return Verdict.of("journal", readers, present -> judge(present.all()));
  }

  private Verdict judge(List<Readers.Status> all) {
    List<Readers.Status> bad =
        all.stream()
            .filter(reader -> reader.failures() > 0 || reader.lag().compareTo(warn) > 0)
            .toList();
    if (bad.isEmpty()) {
      return Verdict.ok(
          Count.of(all.size(), "reader follows", "readers follow"), all.size() + " 个读者均已跟上");
    }
    String en = bad.stream().map(ReadersCheck::en).collect(Collectors.joining("; "));
    String zh = bad.stream().map(ReadersCheck::zh).collect(Collectors.joining("；"));
    return bad.stream().anyMatch(r -> r.present() && r.lag().compareTo(critical) > 0)
        ? Verdict.critical(en, zh)
        : Verdict.warn(en, zh);
  }

  private static String en(Readers.Status reader) {
    return String.format(
        Locale.ROOT,
        "%s%s: %d s behind, %d entries, %d failures",
        reader.name(),
        reader.present() ? "" : " (not running)",
        reader.lag().toSeconds(),
        reader.behind(),
        reader.failures());
  }

  private static String zh(Readers.Status reader) {
    return String.format(
        Locale.ROOT,
        "%s%s：滞后 %d 秒，%d 条，失败 %d 次",
        reader.name(),
        reader.present() ? "" : "（未运行）",
        reader.lag().toSeconds(),
        reader.behind(),
        reader.failures());
  }
}
