package io.lamplighter.camel;

import java.net.URL;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** What Camel finds by name: its own library first, then what the owner of the routes sees. */
final class RouteClassLoader extends ClassLoader {
  private final ClassLoader owner;

  RouteClassLoader(ClassLoader owner) {
    super(DefaultCamelContext.class.getClassLoader());
    this.owner = owner;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    return owner.loadClass(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return owner.getResource(name);
  }
}
