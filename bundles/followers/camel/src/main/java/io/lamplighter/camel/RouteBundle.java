package io.lamplighter.camel;

import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/** Routes that a bundle offers as a service. */
record RouteBundle(
    String key,
    String name,
    String description,
    ClassLoader loader,
    RoutesBuilder routes,
    List<String> missing)
    implements RouteSource {
  @Override
  public Properties properties() {
    return new Properties();
  }

  @Override
  public void addTo(CamelContext context) throws Exception {
    context.addRoutes(routes);
  }
}
