package io.lamplighter.api.store;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Copies the database as its server stores it, while it is in use: with its transaction numbers, on
 * which the journal's order hangs. Offered by whoever provides the server.
 */
@ConsumerType
public interface DatabaseCopy {
  /**
   * @throws IOException saying what is missing, when it cannot be copied as a whole
   */
  void copyTo(Target target) throws IOException;

  /** Where the copy goes; names are relative to the instance's directory. */
  interface Target {
    void folder(String name) throws IOException;

    /** A file that may grow, shrink or vanish meanwhile: as it is now, or not at all. */
    void file(String name, Path file) throws IOException;

    void text(String name, String text) throws IOException;
  }
}
