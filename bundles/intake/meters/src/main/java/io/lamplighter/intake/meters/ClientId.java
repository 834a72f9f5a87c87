package io.lamplighter.intake.meters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name under which a broker keeps this instance's session. Random, since whoever knows it could
 * take the session over; kept, since what is in flight belongs to it.
 */
final class ClientId {
  private static final String FILE = "meters-client-id";

  private ClientId() {}

  /** In {@code $LAMP_DATA}. */
  static String in(Path data) {
    try {
      Path file = data.resolve(FILE);
      if (!Files.exists(file)) {
        Files.createDirectories(data);
        Files.writeString(file, "lamplighter-" + UUID.randomUUID());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
