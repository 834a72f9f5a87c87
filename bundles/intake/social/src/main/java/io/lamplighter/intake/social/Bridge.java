package io.lamplighter.intake.social;

import io.lamplighter.api.security.Caller;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A bridge to a network, as {@code etc/social/<name>.properties} describes it.
 *
 * @param channel social, or app
 * @param secrets the one in force first
 * @param callback where answers are posted, null when it takes none
 * @param region limits it to a region, empty for everywhere
 */
record Bridge(
    String name, String channel, List<byte[]> secrets, @Nullable URI callback, String region) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Set<String> CHANNELS = Set.of("social", "app");

  /** Who submits what it brings. */
  Caller caller() {
    return new Caller("social-" + name, Caller.Kind.PARTNER, Set.of(), region, Set.of(channel));
  }

  /**
   * Reads the file anew each time, so that a changed secret counts at once.
   *
   * @throws IllegalArgumentException when there is a mistake in it
   */
  static Optional<Bridge> of(Path folder, String name) throws IOException {
    Path file = folder.resolve(name + ".properties");
    if (!NAME.matcher(name).matches() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    try {
      return Optional.of(of(name, properties));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  private static Bridge of(String name, Properties properties) {
    String channel = properties.getProperty("channel", "social").strip();
    if (!CHANNELS.contains(channel)) {
      throw new IllegalArgumentException("channel is social or app");
    }
    List<byte[]> secrets = new ArrayList<>();
    for (String key : List.of("secret", "oldSecret")) {
      String written = properties.getProperty(key, "").strip();
      if (!written.isEmpty()) {
        secrets.add(Signature.secret(written));
      }
    }
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("secret is missing");
    }
    String callback = properties.getProperty("callback", "").strip();
    return new Bridge(
        name,
        channel,
        secrets,
        callback.isEmpty() ? null : URI.create(callback),
        properties.getProperty("region", "").strip());
  }
}
