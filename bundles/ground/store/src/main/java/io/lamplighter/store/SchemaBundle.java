package io.lamplighter.store;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.store.UnitOfWork;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One bundle with a schema, from its start to its stop. */
final class SchemaBundle {
  /** Bundle header that names the bundle's schema. */
  static final String HEADER = "Lamplighter-Schema";

  /** Bundle header that names tables, divided by commas, whose rows are only added and read. */
  private static final String APPEND_ONLY = "Lamplighter-Append-Only";

  private static final Logger LOG = LoggerFactory.getLogger(SchemaBundle.class);
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,40}");
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;
  private static final int LONGEST_WORDS = 400;

  private final BundleContext context;
  private final Bundle bundle;
  private final String schema;
  private final Rights rights;
  private final DataSource pool;
  private final Migrations migrations;
  private final ScheduledExecutorService migrator;
  private final LocalCommands commands;
  private final Retention retention;
  private @Nullable ServiceRegistration<UnitOfWork> registration;
  private @Nullable LocalTransactions unit;
  private volatile @Nullable String failure;
  private boolean closed;

  SchemaBundle(
      BundleContext context,
      Bundle bundle,
      Rights rights,
      DataSource pool,
      Migrations migrations,
      ScheduledExecutorService migrator,
      LocalCommands commands,
      Retention retention) {
    this.context = context;
    this.bundle = bundle;
    this.schema = rights.schema();
    this.rights = rights;
    this.pool = pool;
    this.migrations = migrations;
    this.migrator = migrator;
    this.commands = commands;
    this.retention = retention;
  }

  static Set<String> appendOnly(Bundle bundle) {
    String tables = bundle.getHeaders("").get(APPEND_ONLY);
    return tables == null ? Set.of() : Set.of(tables.strip().split("[ ,]+"));
  }

  void start() {
    attemptAfter(0);
  }

  private void attemptAfter(long pauseMillis) {
    try {
      migrator.schedule(() -> attempt(pauseMillis), pauseMillis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("The store stops before schema {} was migrated", schema);
    }
  }

  private void attempt(long pausedMillis) {
    if (isClosed()) {
      return;
    }
    try {
      if (!NAME.matcher(schema).matches()) {
        throw new IllegalStateException("Not a schema name: " + schema);
      }
      List<Script> scripts = scripts();
      if (scripts.isEmpty()) {
        throw new IllegalStateException("No db/" + schema + "/*.sql in the bundle");
      }
      List<RetentionRule> rules = rules();
      migrations.run(rights, scripts);
      open(new LocalTransactions(pool, entities(), commands), rules);
    } catch (Exception | LinkageError e) {
      failed(e, pausedMillis);
    }
  }

  private void failed(Throwable e, long pausedMillis) {
    if (isClosed()) {
      LOG.debug("Bundle {} stopped while its schema {} was prepared", bundle, schema, e);
    } else if (e instanceof Exception passing
        && SqlFailures.translate(passing) instanceof Refusal.Unavailable) {
      if (pausedMillis == 0) {
        LOG.warn(
            "The database is away, schema {} of {} waits for it: {}",
            schema,
            bundle.getSymbolicName(),
            e.getMessage());
      }
      attemptAfter(Math.min(LONGEST_PAUSE_MILLIS, Math.max(FIRST_PAUSE_MILLIS, pausedMillis * 2)));
    } else {
      failure = why(e);
      LOG.error(
          "Schema {} of bundle {} {} could not be prepared; the bundle stays without its database"
              + " until it is started again: {}",
          schema,
          bundle.getSymbolicName(),
          bundle.getVersion(),
          e.getMessage(),
          e);
    }
  }

  /** What Flyway says takes several lines, with rules between them. */
  private String why(Throwable e) {
    String words = String.valueOf(e.getMessage()).replaceAll("[-\\s]*\\s[-\\s]*", " ").strip();
    return "schema "
        + schema
        + " of "
        + bundle.getSymbolicName()
        + " "
        + bundle.getVersion()
        + ": "
        + (words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) + "…" : words);
  }

  /** Why the bundle stays without its database, null when it does not. */
  @Nullable String failure() {
    return failure;
  }

  private List<Script> scripts() {
    Enumeration<URL> urls = bundle.findEntries("db/" + schema, "*.sql", false);
    return urls == null ? List.of() : Collections.list(urls).stream().map(Script::read).toList();
  }

  private List<RetentionRule> rules() {
    URL file = bundle.getEntry("db/" + schema + "/" + RetentionRules.FILE);
    if (file == null) {
      LOG.warn(
          "{} does not say how long the rows of schema {} are kept: for ever",
          bundle.getSymbolicName(),
          schema);
      return List.of();
    }
    return RetentionRules.parse(schema, Script.read(file).text());
  }

  /** As the build names configurations: the one of intake-sms is intake.sms. */
  private String pid() {
    return bundle.getSymbolicName().replace('-', '.');
  }

  private @Nullable EntityUnit entities() {
    if (bundle.getEntry("META-INF/persistence.xml") == null) {
      return null;
    }
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    List<String> names =
        wiring
            .listResources(
                "/",
                "*Entity.class",
                BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL)
            .stream()
            .map(path -> path.substring(0, path.length() - ".class".length()).replace('/', '.'))
            .sorted()
            .toList();
    return new EntityUnit(schema, wiring.getClassLoader(), names, pool);
  }

  /** Outside the lock: whoever waits for the service starts on this thread. */
  private void open(LocalTransactions opened, List<RetentionRule> rules) {
    ServiceRegistration<UnitOfWork> mine =
        context.registerService(
            UnitOfWork.class,
            opened,
            FrameworkUtil.asDictionary(Map.of(UnitOfWork.SCHEMA, schema)));
    synchronized (this) {
      if (!closed) {
        registration = mine;
        unit = opened;
        retention.begin(schema, pid(), opened, rules);
        return;
      }
    }
    close(mine, opened);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  void close() {
    ServiceRegistration<UnitOfWork> mine;
    LocalTransactions opened;
    synchronized (this) {
      closed = true;
      mine = registration;
      opened = unit;
    }
    if (mine != null && opened != null) {
      retention.end(schema);
      close(mine, opened);
    }
  }

  private static void close(ServiceRegistration<UnitOfWork> mine, LocalTransactions opened) {
    mine.unregister();
    opened.close();
  }
}
