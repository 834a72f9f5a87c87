package io.lamplighter.camel;

import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/**
 * What Camel finds by name: its own library first, then what the owner of the routes sees, then
 * what the bundles see that offer components, with the classes a component's options name.
 */
final class RouteClassLoader extends ClassLoader {
  private final ClassLoader owner;
  private final Supplier<List<ClassLoader>> components;

  RouteClassLoader(ClassLoader owner, Supplier<List<ClassLoader>> components) {
    super(DefaultCamelContext.class.getClassLoader());
    this.owner = owner;
    this.components = components;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    for (ClassLoader loader : others()) {
      try {
        return loader.loadClass(name);
      } catch (ClassNotFoundException elsewhere) {
        continue;
      }
    }
    throw new ClassNotFoundException(name);
  }

  private List<ClassLoader> others() {
    return Stream.concat(Stream.of(owner), components.get().stream()).toList();
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return others().stream()
        .map(loader -> loader.getResource(name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
