package io.lamplighter.camel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.spi.PropertiesFunction;

/**
 * {@code {{secret:erp-password}}}: the content of a file of that name beside the route files, so
 * that a password stands neither in a route nor in its properties.
 */
final class SecretFiles implements PropertiesFunction {
  private final Path folder;
  private final Secrets secrets;

  SecretFiles(Path folder, Secrets secrets) {
    this.folder = folder;
    this.secrets = secrets;
  }

  @Override
  public String getName() {
    return "secret";
  }

  @Override
  public String apply(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("Not the name of a secret: " + name);
    }
    try {
      String secret = Files.readString(folder.resolve(name)).strip();
      secrets.learn(secret);
      return LiteralSecrets.shield(secret);
    } catch (IOException e) {
      throw new UncheckedIOException("The secret " + name + " cannot be read", e);
    }
  }
}
