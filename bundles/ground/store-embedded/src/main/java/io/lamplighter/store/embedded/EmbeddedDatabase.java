package io.lamplighter.store.embedded;

import io.lamplighter.api.store.Database;
import io.lamplighter.api.store.DatabaseCopy;
import io.lamplighter.kit.data.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The database of an instance that names none of its own: PostgreSQL in the data directory. */
@Component(
    service = {},
    immediate = true,
    configurationPid = {EmbeddedDatabase.PID, "io.lamplighter.store"})
public final class EmbeddedDatabase {
  static final String PID = "io.lamplighter.store.embedded";

  /** PID {@code io.lamplighter.store.embedded}. */
  @ObjectClassDefinition(
      pid = PID,
      name = "%embedded.name",
      description = "%embedded.description",
      localization = "OSGI-INF/l10n/bundle")
  @interface Config {
    @AttributeDefinition(name = "%port.name", description = "%port.description")
    int port() default 0;
  }

  private final BundleContext context;
  private final CleanExit exit;
  private final @Nullable Keeper keeper;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private boolean stopped;

  @Activate
  public EmbeddedDatabase(BundleContext context, Config config, Map<String, Object> all) {
    this.context = context;
    boolean external = !Objects.toString(all.get("url"), "").isBlank();
    keeper =
        external
            ? null
            : new Keeper(DataFolder.of(context).path(), port(config.port()), this::register);
    exit = new CleanExit(context);
  }

  private static int port(int configured) {
    if (configured > 0) {
      return configured;
    }
    String port = System.getenv("LAMP_PG_PORT");
    return port == null || port.isBlank() ? 15432 : Integer.parseInt(port.strip());
  }

  /** Once: the server keeps its URL over restarts, so that nobody has to look for it again. */
  private void register(PostgresServer server) {
    try {
      Server database =
          new Server(
              server.url(),
              PostgresServer.USER,
              server.password(),
              PostgresServer.OWNER,
              server.ownerPassword());
      List<ServiceRegistration<?>> mine =
          List.of(
              context.registerService(Database.class, database, null),
              context.registerService(DatabaseCopy.class, new RunningCopy(server), null));
      synchronized (this) {
        if (!stopped) {
          registrations.addAll(mine);
          return;
        }
      }
      mine.forEach(ServiceRegistration::unregister);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Deactivate
  void stop() {
    exit.close();
    List<ServiceRegistration<?>> mine;
    synchronized (this) {
      stopped = true;
      mine = List.copyOf(registrations);
    }
    mine.forEach(ServiceRegistration::unregister);
    if (keeper != null) {
      keeper.close();
    }
  }

  private record Server(
      String url, String user, String password, String owner, String ownerPassword)
      implements Database {
    @Override
    public String toString() {
      return user + "@" + url;
    }
  }
}
