package io.lamplighter.systems;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ResourceHelper;

/** Files that a route names: in {@code routes/} of its bundle, or anywhere as {@code file:…}. */
final class Resources {
  private Resources() {}

  static String text(CamelContext context, String name) throws IOException {
    String uri = name.contains(":") ? name : "classpath:routes/" + name;
    try (InputStream in = ResourceHelper.resolveResourceAsInputStream(context, uri)) {
      if (in == null) {
        throw new FileNotFoundException(uri);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
