package io.lamplighter.systems;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.RoutesBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationException;
import org.osgi.service.cm.ManagedService;

/**
 * The routes of one system, out of one bundle: each file runs once all that it needs is configured,
 * and until then shows what is missing. The settings are those of the bundle's {@code
 * routes/defaults.properties} and of the configuration {@code io.lamplighter.routes.<system>},
 * dashes as dots.
 */
final class SystemRoutes implements ManagedService {
  private static final String FOLDER = "routes";

  private final Bundle bundle;
  private final BundleContext owner;
  private final String system;
  private final Map<YamlRoutes, ServiceRegistration<RoutesBuilder>> offered = new LinkedHashMap<>();
  private final ServiceRegistration<ManagedService> configured;

  SystemRoutes(Bundle bundle, BundleContext owner, String system) {
    this.bundle = bundle;
    this.owner = owner;
    this.system = system;
    configured =
        owner.registerService(
            ManagedService.class,
            this,
            new Hashtable<>(Map.of(Constants.SERVICE_PID, pid(system))));
  }

  /** With dots: what stands behind a dash would be one of several of a kind. */
  private static String pid(String system) {
    return "io.lamplighter.routes." + system.replace('-', '.');
  }

  @Override
  public synchronized void updated(@Nullable Dictionary<String, ?> configuration)
      throws ConfigurationException {
    try {
      Properties settings = defaults();
      if (configuration != null) {
        for (String key : Collections.list(configuration.keys())) {
          String value = String.valueOf(configuration.get(key)).strip();
          if (!value.isEmpty()) {
            settings.setProperty(key, value);
          }
        }
      }
      offer(settings);
    } catch (IOException e) {
      throw new ConfigurationException("", "The routes of " + system + " cannot be read", e);
    }
  }

  private void offer(Properties settings) throws IOException {
    withdraw();
    for (URL file : found("*" + YamlRoutes.ENDING)) {
      String path = file.getPath();
      YamlRoutes routes =
          new YamlRoutes(path.substring(path.lastIndexOf('/') + 1), text(file), settings);
      Map<String, Object> properties =
          Map.of(
              "routes.name", routes.name(),
              "routes.missing", routes.missing().toArray(String[]::new));
      // In the bundle's own name, so that the routes are shown, and find files, as its own.
      offered.put(
          routes, owner.registerService(RoutesBuilder.class, routes, new Hashtable<>(properties)));
    }
  }

  private Properties defaults() throws IOException {
    Properties defaults = new Properties();
    for (URL file : found("defaults.properties")) {
      try (InputStreamReader in =
          new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
        defaults.load(in);
      }
    }
    return defaults;
  }

  private List<URL> found(String pattern) {
    var entries = bundle.findEntries(FOLDER, pattern, false);
    return entries == null ? List.of() : Collections.list(entries);
  }

  private static String text(URL file) throws IOException {
    try (InputStream in = file.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void withdraw() {
    offered.values().forEach(SystemRoutes::unregister);
    offered.clear();
  }

  synchronized void close() {
    unregister(configured);
    withdraw();
  }

  private static void unregister(ServiceRegistration<?> registration) {
    try {
      registration.unregister();
    } catch (IllegalStateException e) {
      // Its bundle has stopped and taken it away.
    }
  }
}
