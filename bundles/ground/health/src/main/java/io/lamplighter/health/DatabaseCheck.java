package io.lamplighter.health;

import io.lamplighter.api.store.UnitOfWork;
import java.sql.Statement;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The database answers a query on a connection of the pool. */
@Component(
    property = {
      HealthCheck.NAME + "=database",
      HealthCheck.TAGS + "=" + Report.TAG,
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=" + Report.VITAL_FRESH_MS
    })
public final class DatabaseCheck implements HealthCheck {
  private static final int SECONDS = 2;

  @Reference(
      target = "(schema=journal)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable UnitOfWork work;

  @Override
  public Result execute() {
    return Verdict.of("database", work, DatabaseCheck::ask);
  }

  private static Verdict ask(UnitOfWork present) {
    present.run(
        transaction -> {
          try (Statement statement = transaction.connection().createStatement()) {
            statement.setQueryTimeout(SECONDS);
            statement.execute("select 1");
          }
        });
    return Verdict.ok("answers", "响应正常");
  }
}
