package io.lamplighter.health;

import io.lamplighter.api.journal.Looks;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Names who was stopped because he had seen too much personal data. The platform is well all the
 * same: it did what it should.
 */
@Component(
    property = {
      HealthCheck.NAME + "=looks",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.FRESH_MS
    })
public final class LooksCheck implements HealthCheck {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Looks looks;

  @Override
  public Result execute() {
    return Verdict.of("journal", looks, present -> judge(present.stopped()));
  }

  private static Verdict judge(List<String> stopped) {
    String names = String.join(", ", stopped);
    return stopped.isEmpty()
        ? Verdict.ok("nobody was stopped in 24 hours", "24 小时内无人超限")
        : Verdict.ok("stopped in 24 hours: " + names, "24 小时内超限被拒：" + names);
  }
}
