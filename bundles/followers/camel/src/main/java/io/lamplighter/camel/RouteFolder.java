package io.lamplighter.camel;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for route files that have come, changed or gone. A file counts once it has looked the same
 * twice, so that one that is being written is left alone.
 */
final class RouteFolder {
  private static final Logger LOG = LoggerFactory.getLogger(RouteFolder.class);
  private static final int MAX_BYTES = 1024 * 1024;

  private final Path folder;
  private final Listener listener;
  private Map<String, String> seen = Map.of();
  private final Map<String, String> told = new HashMap<>();

  /** Hears of the files. */
  interface Listener {
    void put(RouteFile file);

    void gone(String key);
  }

  RouteFolder(Path folder, Listener listener) {
    this.folder = folder;
    this.listener = listener;
  }

  /** Looks once. */
  synchronized void look() {
    Map<String, String> now = marks();
    if (now == null) {
      return;
    }
    for (Map.Entry<String, String> file : now.entrySet()) {
      String key = file.getKey();
      String mark = file.getValue();
      if (mark.equals(seen.get(key)) && !mark.equals(told.get(key))) {
        RouteFile read = read(key);
        if (read != null) {
          told.put(key, mark);
          listener.put(read);
        }
      }
    }
    Set<String> gone = new HashSet<>(told.keySet());
    gone.removeAll(now.keySet());
    gone.removeAll(seen.keySet());
    for (String key : gone) {
      told.remove(key);
      listener.gone(key);
    }
    seen = now;
  }

  /** Each file's size and time, its properties' too; null when the folder cannot be read. */
  private @Nullable Map<String, String> marks() {
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      Map<String, String> marks = new HashMap<>();
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      for (String name : names) {
        if (RouteFile.is(name)) {
          marks.put(name, mark(folder.resolve(name)) + mark(properties(name)));
        }
      }
      return marks;
    } catch (IOException e) {
      LOG.warn("Route files in {} cannot be listed: {}", folder, e.toString());
      return null;
    }
  }

  private Path properties(String key) {
    return folder.resolve(RouteFile.base(key) + ".properties");
  }

  private static String mark(Path file) throws IOException {
    try {
      return Files.size(file) + "@" + Files.getLastModifiedTime(file) + " ";
    } catch (NoSuchFileException none) {
      return "- ";
    }
  }

  private @Nullable RouteFile read(String key) {
    Path file = folder.resolve(key);
    try {
      if (Files.size(file) > MAX_BYTES) {
        LOG.error("Route file {} is larger than {} bytes and is left alone", file, MAX_BYTES);
        return null;
      }
      Properties properties = new Properties();
      if (Files.exists(properties(key))) {
        try (Reader reader = Files.newBufferedReader(properties(key))) {
          properties.load(reader);
        }
      }
      return new RouteFile(key, Files.readString(file), properties);
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("Route file {} cannot be read: {}", file, e.toString());
      return null;
    }
  }
}
