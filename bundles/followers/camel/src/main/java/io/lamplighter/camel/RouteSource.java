package io.lamplighter.camel;

import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;

/** Where a set of routes comes from. */
interface RouteSource {
  /** Tells it from all others. */
  String key();

  /** Name of its Camel context. */
  String name();

  /** For people: which file, or which bundle. */
  String description();

  /** For {@code {{…}}} in its routes. */
  Properties properties();

  /** Settings that it needs and that nobody has given; while there are any, it sleeps. */
  default List<String> missing() {
    return List.of();
  }

  /** Sees the classes and resources that its routes name. */
  ClassLoader loader();

  /**
   * Adds its routes to a context.
   *
   * @throws Exception when they cannot be read
   */
  void addTo(CamelContext context) throws Exception;
}
