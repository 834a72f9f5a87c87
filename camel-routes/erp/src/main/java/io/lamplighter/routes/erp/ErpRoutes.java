package io.lamplighter.routes.erp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.RoutesBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Offers the route to the ERP once its address is configured. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.lamplighter.routes.erp")
@Designate(ocd = ErpRoutes.Config.class)
public final class ErpRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(ErpRoutes.class);
  private static final String WORK_TYPES = "work-types.properties";

  private final @Nullable ServiceRegistration<RoutesBuilder> routes;

  /** Where the ERP is and how to speak to it. */
  @ObjectClassDefinition(
      name = "%erp.name",
      description = "%erp.description",
      localization = "OSGI-INF/l10n/bundle")
  public @interface Config {
    @AttributeDefinition(name = "%url.name", description = "%url.description")
    String url() default "";

    @AttributeDefinition(name = "%user.name", description = "%user.description")
    String user() default "";

    @AttributeDefinition(name = "%passwordFile.name", description = "%passwordFile.description")
    String passwordFile() default "";

    @AttributeDefinition(name = "%source.name", description = "%source.description")
    String source() default "lamplighter";

    @AttributeDefinition(name = "%context.name", description = "%context.description")
    String context() default "PRODUCTION";

    @AttributeDefinition(name = "%region.name", description = "%region.description")
    String region() default "";

    @AttributeDefinition(name = "%workTypes.name", description = "%workTypes.description")
    String workTypes() default "";

    @AttributeDefinition(name = "%parallel.name", description = "%parallel.description")
    int parallel() default 8;

    @AttributeDefinition(name = "%attempts.name", description = "%attempts.description")
    int attempts() default 8;
  }

  @Activate
  public ErpRoutes(BundleContext bundle, Config config) throws IOException {
    if (config.url().isBlank()) {
      LOG.info("The route to the ERP sleeps: no url is configured");
      routes = null;
      return;
    }
    WorkOrderRoute route =
        new WorkOrderRoute(
            new WorkOrderRoute.Settings(
                config.url(),
                authorization(config),
                config.region(),
                config.parallel(),
                config.attempts()),
            new WorkOrderMessage(config.source(), config.context()),
            workTypes(config.workTypes()));
    routes =
        bundle.registerService(
            RoutesBuilder.class, route, new Hashtable<>(Map.of("routes.name", "erp")));
  }

  @Deactivate
  void stop() {
    if (routes != null) {
      routes.unregister();
    }
  }

  private static @Nullable String authorization(Config config) throws IOException {
    if (config.user().isBlank()) {
      return null;
    }
    String password = Files.readString(Path.of(config.passwordFile())).strip();
    byte[] pair = (config.user() + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /**
   * @param file a company's own table, empty for the one of this bundle
   */
  static Map<String, String> workTypes(String file) throws IOException {
    Properties types = new Properties();
    try (Reader reader = file.isBlank() ? ours() : Files.newBufferedReader(Path.of(file))) {
      types.load(reader);
    }
    Map<String, String> table = new TreeMap<>();
    types.stringPropertyNames().forEach(kind -> table.put(kind, types.getProperty(kind).strip()));
    return table;
  }

  private static Reader ours() throws IOException {
    InputStream in = ErpRoutes.class.getResourceAsStream(WORK_TYPES);
    if (in == null) {
      throw new IOException(WORK_TYPES + " is missing in the bundle");
    }
    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }
}
