package io.lamplighter.health;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Journal;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The journal can be read. */
@Component(
    property = {
      HealthCheck.NAME + "=journal",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.VITAL_FRESH_MS
    })
public final class JournalCheck implements HealthCheck {
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Journal journal;

  @Override
  public Result execute() {
    return Verdict.of("journal", journal, present -> judge(present.end()));
  }

  private static Verdict judge(Cursor end) {
    return Verdict.ok("ends at " + end, "末尾位于 " + end);
  }
}
