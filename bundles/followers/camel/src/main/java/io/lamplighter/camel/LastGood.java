package io.lamplighter.camel;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the last good version of each route file, so that a mistake in it outlives no restart. */
final class LastGood {
  private static final Logger LOG = LoggerFactory.getLogger(LastGood.class);

  private final Path folder;

  LastGood(Path folder) {
    this.folder = folder;
  }

  void keep(RouteFile file) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(file.key()), file.text());
      try (Writer writer = Files.newBufferedWriter(properties(file.key()))) {
        file.properties().store(writer, null);
      }
    } catch (IOException e) {
      LOG.warn("The good version of {} could not be kept: {}", file.key(), e.toString());
    }
  }

  Optional<RouteFile> of(String key) {
    Path file = folder.resolve(key);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (Reader reader = Files.newBufferedReader(properties(key))) {
      Properties properties = new Properties();
      properties.load(reader);
      return Optional.of(new RouteFile(key, Files.readString(file), properties));
    } catch (IOException e) {
      LOG.warn("The good version of {} cannot be read: {}", key, e.toString());
      return Optional.empty();
    }
  }

  void forget(String key) {
    try {
      Files.deleteIfExists(folder.resolve(key));
      Files.deleteIfExists(properties(key));
    } catch (IOException e) {
      LOG.warn("The good version of {} could not be removed: {}", key, e.toString());
    }
  }

  private Path properties(String key) {
    return folder.resolve(key + ".properties");
  }
}
