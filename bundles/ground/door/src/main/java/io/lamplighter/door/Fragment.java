package io.lamplighter.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * What one bundle says of itself in one dialect, in a file of its jar.
 *
 * @param owner the bundle's name
 */
record Fragment(String owner, URL file) {
  /** Null when the bundle says nothing. */
  static @Nullable Fragment of(Bundle bundle, Dialect dialect) {
    URL file = bundle.getEntry(dialect.file);
    return file == null ? null : new Fragment(bundle.getSymbolicName(), file);
  }

  /**
   * @throws IOException naming the line, when it is no YAML
   */
  ObjectNode read() throws IOException {
    try (InputStream in = file.openStream()) {
      JsonNode read = new ObjectMapper(new YAMLFactory()).readTree(in);
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw new IOException("is no object");
    }
  }

  /** As {@link #read}, of a file that was built with this class. */
  static ObjectNode own(Dialect dialect) {
    try {
      URL file = Fragment.class.getResource("/" + dialect.file);
      if (file == null) {
        throw new IOException(dialect.file + " is missing");
      }
      return new Fragment("door", file).read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
