package io.lamplighter.store;

import io.lamplighter.api.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable ServiceRegistration<Database> registration;

  @Activate
  public ExternalDatabase(BundleContext context, StoreConfig config) throws IOException {
    registration =
        config.url().isBlank()
            ? null
            : context.registerService(Database.class, server(config), null);
  }

  static Database server(StoreConfig config) throws IOException {
    if (!config.url().startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(
          "io.lamplighter.store: url must begin with jdbc:postgresql:");
    }
    String password = "";
    if (!config.passwordFile().isBlank()) {
      password = Files.readAllLines(Path.of(config.passwordFile())).stream().findFirst().orElse("");
    }
    return new Server(config.url().strip(), config.user().strip(), password.strip());
  }

  @Deactivate
  void stop() {
    if (registration != null) {
      registration.unregister();
    }
  }

  private record Server(String url, String user, String password) implements Database {
    @Override
    public String toString() {
      return user + "@" + url;
    }
  }
}
