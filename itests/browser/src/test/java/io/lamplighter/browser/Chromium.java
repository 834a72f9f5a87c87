package io.lamplighter.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's browser; where there is none and we may, Debian's is installed. */
final class Chromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private Chromium() {}

  static Optional<Path> find() throws IOException, InterruptedException {
    Optional<Path> there = onThePath();
    if (there.isPresent() || !mayInstall()) {
      return there;
    }
    System.out.println("BrowserIT: no browser here; installing Debian's chromium");
    run("apt-get", "update", "-qq");
    run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk");
    return onThePath();
  }

  private static Optional<Path> onThePath() {
    String given = System.getenv("CHROMIUM");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean mayInstall() {
    return System.getProperty("user.name").equals("root")
        && Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.environment().put("DEBIAN_FRONTEND", "noninteractive");
    process.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Process running = process.start();
    if (!running.waitFor(10, TimeUnit.MINUTES)) {
      running.destroy();
    }
  }
}
