package io.lamplighter.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The archive that ships, unpacked once. */
public final class Distribution {
  private static Path home;

  private Distribution() {}

  public static Path work() {
    return Path.of(System.getProperty("work", "target")).toAbsolutePath();
  }

  public static synchronized Path home() throws IOException {
    if (home == null) {
      Path archive = Path.of(System.getProperty("distribution"));
      Path folder = work().resolve("distribution");
      run(Duration.ofMinutes(1), "rm", "-rf", folder.toString());
      Files.createDirectories(folder);
      run(
          Duration.ofMinutes(2),
          "tar",
          "xzf",
          archive.toString(),
          "-C",
          folder.toString(),
          "--strip-components",
          "1");
      home = folder;
    }
    return home;
  }

  /** The jar of one of our bundles, as it lies in the distribution. */
  public static Path bundle(String name) throws IOException {
    Path folder = home().resolve("system/io/lamplighter/" + name);
    try (var files = Files.find(folder, 2, (f, a) -> f.toString().endsWith(".jar"))) {
      return files.findAny().orElseThrow();
    }
  }

  public static String run(Duration limit, String... command) throws IOException {
    return run(limit, new ProcessBuilder(command));
  }

  /** Runs a command to its end, bounded; what it printed on both outputs. */
  public static String run(Duration limit, ProcessBuilder builder) throws IOException {
    Path output = Files.createTempFile("lamp", ".out");
    try {
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(builder.command() + " did not end within " + limit);
      }
      return Files.readString(output, UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } finally {
      Files.delete(output);
    }
  }
}
