package io.lamplighter.store;

import io.lamplighter.api.store.Database;
import io.lamplighter.api.store.DatabaseCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The company's own PostgreSQL, when the configuration names one. It may be away: the pool and the
 * migrations wait for it.
 */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.lamplighter.store",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = StoreConfig.class)
public final class ExternalDatabase {
  private final List<ServiceRegistration<?>> registrations;

  @Activate
  public ExternalDatabase(BundleContext context, StoreConfig config) throws IOException {
    registrations = config.url().isBlank() ? List.of() : register(context, server(config));
  }

  private static List<ServiceRegistration<?>> register(BundleContext context, Database server) {
    return List.of(
        context.registerService(Database.class, server, null),
        context.registerService(DatabaseCopy.class, new BaseBackup(server), null));
  }

  static Database server(StoreConfig config) throws IOException {
    if (!config.url().startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "io.lamplighter.store: url must begin with jdbc:postgresql:");
    }
    String user = config.user().strip();
    String password = password(config.passwordFile());
    String owner = config.ownerUser().strip();
    return owner.isEmpty()
        ? new Server(config.url().strip(), user, password, user, password)
        : new Server(
            config.url().strip(), user, password, owner, password(config.ownerPasswordFile()));
  }

  private static String password(String file) throws IOException {
    return file.isBlank()
        ? ""
        : Files.readAllLines(Path.of(file)).stream().findFirst().orElse("").strip();
  }

  @Deactivate
  void stop() {
    registrations.forEach(ServiceRegistration::unregister);
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
