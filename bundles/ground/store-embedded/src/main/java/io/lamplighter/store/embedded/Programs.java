package io.lamplighter.store.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs PostgreSQL's programs, which refuse to be run by root. */
final class Programs {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private final Path bin;
  private final Path output;
  private final List<String> prefix;

  /**
   * @param output what a program says, its last run only
   */
  Programs(Path bin, Path output) throws IOException, InterruptedException {
    this.bin = bin;
    this.output = output;
    prefix = prefix();
  }

  void run(String program, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(bin.resolve(program).toString());
    command.addAll(arguments);
    if (execute(command) != 0) {
      String said = Files.readString(output, StandardCharsets.UTF_8).strip();
      throw new IOException(
          program + " failed: " + said.substring(Math.max(0, said.length() - 1000)));
    }
  }

  /** In a user namespace of its own root is nobody, and the files are still his. */
  private List<String> prefix() throws IOException, InterruptedException {
    if (!"root".equals(System.getProperty("user.name"))) {
      return List.of();
    }
    if (execute(List.of("unshare", "-U", "true")) == 0) {
      return List.of("unshare", "-U");
    }
    throw new IOException(
        "PostgreSQL cannot be run by root where user namespaces are forbidden: run Lamplighter as"
            + " another user, or name your own server in io.lamplighter.store.cfg");
  }

  private int execute(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C");
    // Left to itself initdb compares the machine's time zone with every one it knows.
    builder.environment().put("TZ", "UTC");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(command + " has not ended after " + LONGEST);
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
