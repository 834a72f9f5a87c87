package io.lamplighter.camel;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RedeliveryPolicyDefinition;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.PropertiesFunction;

/** Makes Camel contexts as every set of routes gets one: with limits, quiet, and counted. */
final class RouteContexts {
  private static final long STOP_SECONDS = 15;

  private final Components components;
  private final PropertiesFunction secrets;
  private final InstantSource clock;

  RouteContexts(Components components, PropertiesFunction secrets, InstantSource clock) {
    this.components = components;
    this.secrets = secrets;
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
            context.start();
          } catch (Exception e) {
            int line = FailedNode.line(context, e);
            context.stop();
            throw line == 0 ? e : new BadRouteException(line, e);
          }
          return new RouteContext(context, loader, meters);
        });
  }

  private DefaultCamelContext context(
      RouteSource source, ClassLoader loader, Map<String, RouteMeter> meters) {
    DefaultCamelContext context = new DefaultCamelContext(false);
    context.disableJMX();
    context.getCamelContextExtension().setName(source.name());
    context.setApplicationContextClassLoader(loader);
    context.setSourceLocationEnabled(true);
    context.setAutoStartup(false);
    context.getCamelContextExtension().addContextPlugin(ComponentResolver.class, components);
    context.getCamelContextExtension().setErrorHandlerFactory(quiet());
    context.getPropertiesComponent().setOverrideProperties(source.properties());
    context.getPropertiesComponent().addPropertiesFunction(secrets);
    HttpDefaults.apply(context);
    context.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
    context.getShutdownStrategy().setTimeout(STOP_SECONDS);
    context.addRoutePolicyFactory(
        (ignored, routeId, node) -> meters.computeIfAbsent(routeId, id -> new RouteMeter(clock)));
    return context;
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
