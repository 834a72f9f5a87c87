package io.lamplighter.routes.hotline;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.kit.neighbour.Neighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Offers the route to a hotline once its address is configured; one for each configuration. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.lamplighter.routes.hotline")
@Designate(ocd = HotlineRoutes.Config.class)
public final class HotlineRoutes {
  private final Neighbours neighbours;
  private final ServiceRegistration<RoutesBuilder> routes;

  /** Where a hotline is and how to speak to it. */
  @ObjectClassDefinition(
      name = "%hotline.name",
      description = "%hotline.description",
      localization = "OSGI-INF/l10n/bundle")
  public @interface Config {
    @AttributeDefinition(name = "%url.name", description = "%url.description")
    String url() default "";

    @AttributeDefinition(name = "%partner.name", description = "%partner.description")
    String partner() default "12345";

    @AttributeDefinition(name = "%channel.name", description = "%channel.description")
    String channel() default "hotline";

    @AttributeDefinition(
        name = "%protocol.name",
        description = "%protocol.description",
        options = {@Option("rest"), @Option("soap")})
    String protocol() default "rest";

    @AttributeDefinition(name = "%mapping.name", description = "%mapping.description")
    String mapping() default "";

    @AttributeDefinition(name = "%keyHeader.name", description = "%keyHeader.description")
    String keyHeader() default "X-Api-Key";

    @AttributeDefinition(name = "%keyFile.name", description = "%keyFile.description")
    String keyFile() default "";

    @AttributeDefinition(name = "%region.name", description = "%region.description")
    String region() default "";

    @AttributeDefinition(name = "%source.name", description = "%source.description")
    String source() default "lamplighter";

    @AttributeDefinition(name = "%parallel.name", description = "%parallel.description")
    int parallel() default 8;

    @AttributeDefinition(name = "%attempts.name", description = "%attempts.description")
    int attempts() default 8;
  }

  @Activate
  public HotlineRoutes(BundleContext bundle, Config config) throws IOException {
    neighbours = new Neighbours(bundle);
    Desk desk = neighbours.of(Desk.class).service();
    boolean sleeps = config.url().isBlank();
    Map<String, Object> properties =
        sleeps
            ? Map.of("routes.name", "hotline-" + config.partner(), "routes.missing", "url")
            : Map.of("routes.name", "hotline-" + config.partner());
    RoutesBuilder route = sleeps ? new NoRoute() : route(desk, neighbours.house(), config);
    routes = bundle.registerService(RoutesBuilder.class, route, new Hashtable<>(properties));
  }

  private static RoutesBuilder route(Desk desk, House house, Config config) throws IOException {
    return new OrderRoute(
        new OrderRoute.Settings(
            config.partner(),
            config.channel(),
            config.url(),
            config.protocol().equals("soap"),
            config.keyHeader(),
            key(config.keyFile()),
            config.region(),
            config.source(),
            config.parallel(),
            config.attempts()),
        CityMapping.load(config.mapping(), house),
        house,
        desk);
  }

  /** While nobody has said where the hotline is. */
  private static final class NoRoute extends RouteBuilder {
    @Override
    public void configure() {}
  }

  private static @Nullable String key(String file) throws IOException {
    return file.isBlank() ? null : Files.readString(Path.of(file)).strip();
  }

  @Deactivate
  void stop() {
    routes.unregister();
    neighbours.close();
  }
}
