package io.lamplighter.camel;

import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * A file of routes as it was read.
 *
 * @param key its file name, {@code streetlight.camel.yaml}
 */
record RouteFile(String key, String text, Properties properties) implements RouteSource {
  static boolean is(String file) {
    return file.matches("[^.].*\\.camel\\.(yaml|xml)");
  }

  /** The name without its endings. */
  static String base(String file) {
    return file.substring(0, file.lastIndexOf(".camel."));
  }

  @Override
  public String name() {
    return base(key);
  }

  @Override
  public String description() {
    return "etc/routes/" + key;
  }

  @Override
  public ClassLoader loader() {
    return RouteFile.class.getClassLoader();
  }

  @Override
  public void addTo(CamelContext context) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromBytes(key, text.getBytes(StandardCharsets.UTF_8)));
    if (context
        .getCamelContextExtension()
        .getContextPlugin(Model.class)
        .getRouteDefinitions()
        .isEmpty()) {
      throw new IllegalArgumentException("there is no route in it");
    }
  }
}
