package io.lamplighter.camel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.impl.engine.DefaultComponentResolver;
import org.apache.camel.spi.ComponentResolver;
import org.jspecify.annotations.Nullable;

/**
 * Finds the component of an endpoint: our own, one that another bundle offers as a service, else
 * one of the library.
 */
final class Components implements ComponentResolver {
  private final Map<String, Supplier<? extends Component>> offered = new ConcurrentHashMap<>();
  private final Map<String, ClassLoader> loaders = new ConcurrentHashMap<>();
  private final ComponentResolver library = new DefaultComponentResolver();

  void put(String name, Supplier<? extends Component> component) {
    offered.put(name, component);
  }

  /**
   * @param loader sees what the component's options name
   */
  void put(String name, Supplier<? extends Component> component, ClassLoader loader) {
    loaders.put(name, loader);
    put(name, component);
  }

  /** What the components of other bundles see. */
  List<ClassLoader> loaders() {
    return List.copyOf(loaders.values());
  }

  void remove(String name) {
    offered.remove(name);
    loaders.remove(name);
  }

  @Override
  public @Nullable Component resolveComponent(String name, CamelContext context) throws Exception {
    Supplier<? extends Component> component = offered.get(name);
    return component == null ? library.resolveComponent(name, context) : component.get();
  }
}
