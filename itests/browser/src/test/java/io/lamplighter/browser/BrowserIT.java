package io.lamplighter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * People at their screens: runs the browser tests in {@code specs} against a fresh instance. They
 * are skipped, and say so, where there is neither a browser nor a way to one.
 */
@ExtendWith(TailOnFailure.class)
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class BrowserIT {
  private static final Path ROOT = Path.of(System.getProperty("root")).toAbsolutePath().normalize();
  private static final Path HERE = ROOT.resolve("itests/browser");

  @Test
  void peopleAtTheirScreens() throws Exception {
    Optional<Path> browser = Chromium.find();
    String none =
        "BrowserIT is skipped: no chromium here, and none could be installed (CHROMIUM=…)";
    if (browser.isEmpty()) {
      System.out.println(none);
    }
    assumeTrue(browser.isPresent(), none);
    boolean installed = Files.exists(HERE.resolve("node_modules/axe-core"));
    assumeTrue(
        installed || npm(Map.of(), "ci", "--ignore-scripts", "--loglevel=error") == 0, "no npm");
    try (Instance instance = Instance.fresh("browser").start()) {
      instance.awaitHealthy(Instance.FIRST_START);
      instance.users();
      assertEquals(
          0, npm(settings(instance, browser.get()), "test", "--", asked("spec").orElse("specs")));
    }
  }

  private static Map<String, String> settings(Instance instance, Path browser) throws IOException {
    Path screens =
        asked("screens").isPresent()
            ? ROOT.resolve("docs/screens")
            : HERE.resolve("target/screens");
    return Map.of(
        "LAMP", "http://127.0.0.1:" + instance.httpPort,
        "LAMP_DATA", instance.data.toString(),
        "LAMP_HOME", Distribution.home().toString(),
        "CHROMIUM", browser.toString(),
        "JAVA_HOME", System.getProperty("java.home"),
        "LONG", Boolean.toString(asked("long").isPresent()),
        "OUT", HERE.resolve("target").toString(),
        "SCREENS", screens.toString());
  }

  /** What was set for this run; of what was not, Maven leaves the name or nothing. */
  private static Optional<String> asked(String property) {
    return Optional.of(System.getProperty(property, ""))
        .filter(each -> !each.isEmpty() && !each.startsWith("$"));
  }

  /** With node and npm as the build has them. */
  private static int npm(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
    List<String> command =
        new ArrayList<>(List.of(java, ROOT.resolve("bundles/Web.java").toString(), "npm"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(HERE.toFile());
    builder.environment().putAll(settings);
    Process process = builder.redirectErrorStream(true).start();
    // Not inherited: this process's own streams belong to Maven.
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(System.out::println);
    }
    return process.waitFor();
  }
}
