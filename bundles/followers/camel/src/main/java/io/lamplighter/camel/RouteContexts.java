package io.lamplighter.camel;

import io.lamplighter.api.House;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.PropertiesFunction;

/** Makes Camel contexts as every set of routes gets one: with limits, quiet, and counted. */
final class RouteContexts {
  private static final long STOP_SECONDS = 15;

  /** As a route asks for it: {@code ${bean:house?method=context}}. */
  private static final String HOUSE = "house";

  private final Components components;
  private final PropertiesFunction secretFiles;
  private final Secrets secrets;
  private final House house;
  private final InstantSource clock;

  RouteContexts(
      Components components, Path secretFiles, Secrets secrets, House house, InstantSource clock) {
    this.components = components;
    this.secretFiles = new SecretFiles(secretFiles, secrets);
    this.secrets = secrets;
    this.house = house;
    this.clock = clock;
  }

  /**
   * Builds and checks all of a source's routes; none of them runs yet.
   *
   * @throws Exception naming what is wrong with them
   */
  RouteContext build(RouteSource source) throws Exception {
    ClassLoader loader = new RouteClassLoader(source.loader(), components::loaders);
    return RouteContext.with(
        loader,
        () -> {
          Map<String, RouteMeter> meters = new ConcurrentHashMap<>();
          DefaultCamelContext context = context(source, loader, meters);
          try {
            source.addTo(context);
            learnSecrets(context);
            context.start();
          } catch (Exception e) {
            learnSecrets(context);
            int line = FailedNode.line(context, e);
            context.stop();
            throw line == 0 ? e : new BadRouteException(line, e);
          }
          return new RouteContext(context, loader, meters);
        });
  }

  /** What its settings name as secret is not told by any mistake. */
  private void learnSecrets(CamelContext context) {
    secrets.learn(context.getPropertiesComponent().loadProperties());
  }

  Secrets secrets() {
    return secrets;
  }

  private DefaultCamelContext context(
      RouteSource source, ClassLoader loader, Map<String, RouteMeter> meters) {
    Withholding withholding = new Withholding(house, secrets);
    DefaultCamelContext context = new WithheldContext(withholding);
    context.disableJMX();
    context.getCamelContextExtension().setName(source.name());
    context.setApplicationContextClassLoader(loader);
    context.setSourceLocationEnabled(true);
    context.setAutoStartup(false);
    context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, components);
    context.getCamelContextExtension().setErrorHandlerFactory(quiet());
    context.getCamelContextExtension().registerEndpointCallback(withholding);
    context.getRegistry().bind(HOUSE, House.class, house);
    PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
    properties.setPropertiesParser(new LiteralSecrets(properties, secrets));
    properties.setOverrideProperties(source.properties());
    properties.addPropertiesFunction(secretFiles);
    HttpDefaults.apply(context);
    context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
    context.getShutdownStrategy().setTimeout(STOP_SECONDS);
    context.addRoutePolicyFactory(
        (ignored, routeId, node) ->
            meters.computeIfAbsent(routeId, id -> new RouteMeter(clock, secrets)));
    return context;
  }

  /** Camel registers no endpoint that it makes for one message ({@code cacheSize=-1}). */
  private static final class WithheldContext extends DefaultCamelContext {
    private final Withholding withholding;

    WithheldContext(Withholding withholding) {
      super(false);
      this.withholding = withholding;
    }

    @Override
    protected Endpoint doGetEndpoint(
        String uri, Map<String, Object> parameters, boolean normalized, boolean prototype) {
      Endpoint endpoint = super.doGetEndpoint(uri, parameters, normalized, prototype);
      return prototype ? withholding.registerEndpoint(uri, endpoint) : endpoint;
    }
  }

  /** Failures are told once, by those who handle them; Camel would tell each with its stack. */
  private static DefaultErrorHandlerDefinition quiet() {
    RedeliveryPolicyDefinition policy = new RedeliveryPolicyDefinition();
    policy.setMaximumRedeliveries("0");
    policy.setLogExhausted("false");
    DefaultErrorHandlerDefinition quiet = new DefaultErrorHandlerDefinition();
    quiet.setRedeliveryPolicy(policy);
    quiet.setLevel("OFF");
    return quiet;
  }
}
