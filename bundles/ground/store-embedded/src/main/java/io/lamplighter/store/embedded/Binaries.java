package io.lamplighter.store.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** PostgreSQL's programs, unpacked once into the instance's directory. */
final class Binaries {
  private Binaries() {}

  /** The folder with {@code bin/postgres}. */
  static Path unpack(Path parent) throws IOException {
    String archive = archive(System.getProperty("os.name"), System.getProperty("os.arch"));
    URL resource = Binaries.class.getResource("/" + archive);
    if (resource == null) {
      throw new IOException("This build holds no " + archive);
    }
    URLConnection packed = resource.openConnection();
    // Another build of PostgreSQL has another size, and is unpacked beside the old one.
    Path target = parent.resolve(archive.replace(".tar", "") + "-" + packed.getContentLengthLong());
    if (!Files.exists(target)) {
      Path half = parent.resolve("unpacking");
      delete(half);
      Files.createDirectories(half);
      try (InputStream in = packed.getInputStream()) {
        Tar.unpack(new BufferedInputStream(in, 1 << 16), half);
      }
      Files.move(half, target);
    }
    return target;
  }

  private static String archive(String system, String processor) throws IOException {
    if (system.equals("Linux") && List.of("amd64", "x86_64").contains(processor)) {
      return "postgres-linux-x86_64.tar";
    }
    if (system.equals("Linux") && processor.equals("aarch64")) {
      return "postgres-linux-arm_64.tar";
    }
    throw new IOException(
        "No embedded PostgreSQL for "
            + system
            + " "
            + processor
            + ": name your own server in io.lamplighter.store.cfg");
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(Binaries::deleteOne);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private static void deleteOne(Path path) {
    try {
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
