package io.lamplighter.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.store.Commands;
import io.lamplighter.api.store.Database;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the connections and serves every bundle that has a schema: migrates it, then registers its
 * {@link io.lamplighter.api.store.UnitOfWork}, then lets go by its rules what was kept long enough.
 */
@Component(
    service = {MetricSource.class, HealthCheck.class, Commands.class},
    immediate = true,
    configurationPid = "io.lamplighter.store",
    property = {
      HealthCheck.NAME + "=schemas",
      HealthCheck.TAGS + "=lamplighter",
      HealthCheck.RESULT_CACHE_TTL_IN_MS + ":Long=1000"
    })
public final class Store implements MetricSource, HealthCheck, Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final LocalCommands commands = new LocalCommands();
  private final HikariDataSource pool;
  private final ScheduledExecutorService migrator;
  private final Retention retention;
  private final Rounds forgetting;
  private final BundleTracker<SchemaBundle> bundles;

  @Activate
  public Store(
      BundleContext context,
      @Reference Database database,
      @Reference InstantSource clock,
      @Reference ConfigurationAdmin configurations,
      StoreConfig config) {
    pool =
        Pool.open(
            database,
            new Pool.Settings(
                Math.max(4, config.poolSize()),
                Duration.ofSeconds(Math.max(1, config.waitSeconds())),
                Duration.ofSeconds(Math.max(1, config.answerSeconds()))));
    migrator =
        Executors.newScheduledThreadPool(2, work -> new Thread(work, "lamplighter-migrations"));
    retention = new Retention(clock, new ConfiguredDays(configurations));
    Migrations migrations = new Migrations(Pool.single(database));
    bundles =
        new BundleTracker<>(
            context,
            Bundle.STARTING | Bundle.ACTIVE,
            new BundleTrackerCustomizer<>() {
              @Override
              public @Nullable SchemaBundle addingBundle(
                  Bundle bundle, @Nullable BundleEvent event) {
                String schema = bundle.getHeaders("").get(SchemaBundle.HEADER);
                if (schema == null) {
                  return null;
                }
                SchemaBundle served =
                    new SchemaBundle(
                        context,
                        bundle,
                        new Rights(database, schema.strip(), SchemaBundle.appendOnly(bundle)),
                        pool,
                        migrations,
                        migrator,
                        commands,
                        retention);
                served.start();
                return served;
              }

              @Override
              public void modifiedBundle(
                  Bundle bundle, @Nullable BundleEvent event, SchemaBundle served) {}

              @Override
              public void removedBundle(
                  Bundle bundle, @Nullable BundleEvent event, SchemaBundle served) {
                served.close();
              }
            });
    bundles.open();
    forgetting =
        Rounds.start(
            "lamplighter-retention",
            retention::round,
            e -> LOG.warn("What is too old stays for the moment: {}", e.toString()));
  }

  @Override
  public Command begin() {
    return commands.begin();
  }

  /** No bundle has been left without its database by a migration that failed; what is old goes. */
  @Override
  public Result execute() {
    String failures =
        bundles.getTracked().values().stream()
            .map(SchemaBundle::failure)
            .filter(Objects::nonNull)
            .sorted()
            .collect(Collectors.joining("; "));
    if (!failures.isEmpty()) {
      return new Result(Result.Status.CRITICAL, failures);
    }
    List<String> stay = retention.failures();
    return stay.isEmpty()
        ? new Result(Result.Status.OK, "all stand")
        : new Result(Result.Status.WARN, String.join("; ", stay));
  }

  @Override
  public List<Metric> metrics() {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    List<Metric> metrics = new ArrayList<>(retention.metrics());
    metrics.add(connections("active", now.getActiveConnections()));
    metrics.add(connections("idle", now.getIdleConnections()));
    metrics.add(
        new Metric(
            "lamp_store_waiting",
            "Callers that wait for a database connection",
            Type.GAUGE,
            Map.of(),
            now.getThreadsAwaitingConnection()));
    return metrics;
  }

  private static Metric connections(String state, int value) {
    return new Metric(
        "lamp_store_connections",
        "Database connections",
        Type.GAUGE,
        Map.of("state", state),
        value);
  }

  /**
   * Waits for who is just registering: if the bundle stopped meanwhile, the framework would take
   * the service away while it is still being announced, and who hears of both in the wrong order
   * keeps for ever what is no longer there.
   */
  @Deactivate
  void stop() throws InterruptedException {
    forgetting.stop(STOP);
    bundles.close();
    migrator.shutdownNow();
    if (!migrator.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
      LOG.warn("A schema is still being served though the store stops");
    }
    pool.close();
  }
}
