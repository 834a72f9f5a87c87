package io.lamplighter.systems;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * One YAML file of routes out of a bundle.
 *
 * @param file its name, {@code <name>.camel.yaml}
 */
record YamlRoutes(String file, String text, Properties settings) implements RoutesBuilder {
  static final String ENDING = ".camel.yaml";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([\\w.-]+)}}");

  String name() {
    return file.substring(0, file.length() - ENDING.length());
  }

  /** Settings that it needs and that nobody has given; while there are any, it sleeps. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      if (!settings.containsKey(placeholder.group(1))) {
        missing.add(placeholder.group(1));
      }
    }
    return missing;
  }

  @Override
  public void addRoutesToCamelContext(CamelContext context) throws Exception {
    context.getPropertiesComponent().setInitialProperties(settings);
    Partner.of(settings).applyTo(context);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(List.of(ResourceHelper.fromBytes(file, text.getBytes(StandardCharsets.UTF_8))));
  }

  @Override
  public void addTemplatedRoutesToCamelContext(CamelContext context) {}

  @Override
  public Set<String> updateRoutesToCamelContext(CamelContext context) {
    throw new UnsupportedOperationException("A new version comes as a new service");
  }
}
