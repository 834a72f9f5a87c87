package io.lamplighter.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** One migration file of a bundle. */
record Script(String name, String text) {
  static Script read(URL url) {
    String path = url.getPath();
    try (InputStream in = url.openStream()) {
      return new Script(
          path.substring(path.lastIndexOf('/') + 1),
          new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + url, e);
    }
  }
}
