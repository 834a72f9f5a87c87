package io.lamplighter.store;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.store.Database;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;

/**
 * Opens the connections and serves every bundle that has a schema: migrates it, then registers its
 * {@link io.lamplighter.api.store.UnitOfWork}.
 */
@Component(
    service = MetricSource.class,
    immediate = true,
    configurationPid = "io.lamplighter.store")
public final class Store implements MetricSource {
  private final HikariDataSource pool;
  private final ScheduledExecutorService migrator;
  private final BundleTracker<SchemaBundle> bundles;

  @Activate
  public Store(BundleContext context, @Reference Database database, StoreConfig config) {
    pool =
        Pool.open(
            database,
            new Pool.Settings(
                Math.max(4, config.poolSize()),
                Duration.ofSeconds(Math.max(1, config.waitSeconds())),
                Duration.ofSeconds(Math.max(1, config.answerSeconds()))));
    migrator =
        Executors.newScheduledThreadPool(2, work -> new Thread(work, "lamplighter-migrations"));
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
                    new SchemaBundle(context, bundle, schema.strip(), pool, migrations, migrator);
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
  }

  @Override
  public List<Metric> metrics() {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return List.of(
        connections("active", now.getActiveConnections()),
        connections("idle", now.getIdleConnections()),
        new Metric(
            "lamp_store_waiting",
            "Callers that wait for a database connection",
            Type.GAUGE,
            Map.of(),
            now.getThreadsAwaitingConnection()));
  }

  private static Metric connections(String state, int value) {
    return new Metric(
        "lamp_store_connections",
        "Database connections",
        Type.GAUGE,
        Map.of("state", state),
        value);
  }

  @Deactivate
  void stop() {
    bundles.close();
    migrator.shutdownNow();
    pool.close();
  }
}
