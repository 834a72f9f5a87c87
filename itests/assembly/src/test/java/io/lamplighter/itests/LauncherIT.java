package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/lamplighter run} promises to whoever operates an instance. */
@ExtendWith(TailOnFailure.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LauncherIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String CRASH = "SEGV";

  @Test
  void whatFailsIsStartedAgainAndSaysWhyAndNobodyIsLeftWithoutAWatch() throws Exception {
    Instance instance = Instance.fresh("launcher");
    try (instance) {
      instance.start().awaitHealthy(Instance.FIRST_START);
      long first = instance.pid();
      Distribution.run(SOON, "kill", "-" + CRASH, Long.toString(first));
      Await.until(SOON, () -> "it is not started again", () -> instance.pid() != first);
      instance.awaitHealthy(Instance.FIRST_START);
      assertTrue(ends(instance).contains("crashed"), ends(instance));

      ProcessHandle second = ProcessHandle.of(instance.pid()).orElseThrow();
      instance.launcher().destroyForcibly();
      Await.until(SOON, () -> "it lives on unwatched", () -> !second.isAlive());
    }
  }

  @Test
  void aRequestToStopIsObeyedWhileItBoots() throws Exception {
    Instance instance = Instance.fresh("launcher-boot");
    Path log = instance.data.resolve("log/lamplighter.log");
    try (instance) {
      instance.start();
      Await.until(SOON, () -> "no log", () -> Files.exists(log) && Files.size(log) > 0);
      Duration took = instance.stop();
      assertTrue(took.toSeconds() < 20, "stopped after " + took);
    }
  }

  @Test
  void aPortThatIsTakenIsNamedAndNothingStarts() throws Exception {
    Instance instance = Instance.fresh("launcher-port");
    try (instance;
        ServerSocket other =
            new ServerSocket(instance.httpPort, 1, InetAddress.getLoopbackAddress())) {
      instance.start();
      assertTrue(instance.launcher().waitFor(30, TimeUnit.SECONDS), "it runs");
      assertEquals(1, instance.launcher().exitValue());
      String told = Files.readString(instance.data.resolve("console.log"));
      assertTrue(told.contains("port " + other.getLocalPort() + " (LAMP_HTTP_PORT)"), told);
      assertTrue(told.contains(" " + ProcessHandle.current().pid() + " "), told);
    }
  }

  /** Between its looking for free ports and the JVM's opening them. */
  @Test
  void aPortThatIsTakenAtTheLastMomentIsNamedToo() throws Exception {
    Instance instance = Instance.fresh("launcher-race");
    Path log = instance.data.resolve("log/lamplighter.log");
    try (instance) {
      instance.start();
      Await.until(SOON, () -> "no log", () -> Files.exists(log) && Files.size(log) > 0);
      try (ServerSocket other =
          new ServerSocket(instance.httpPort, 1, InetAddress.getLoopbackAddress())) {
        assertTrue(instance.launcher().waitFor(60, TimeUnit.SECONDS), "it runs");
        assertEquals(1, instance.launcher().exitValue());
        String told = Files.readString(instance.data.resolve("console.log"));
        assertTrue(told.contains("port " + other.getLocalPort() + " (LAMP_HTTP_PORT)"), told);
        assertTrue(told.contains(" " + ProcessHandle.current().pid() + " "), told);
      }
    }
  }

  @Test
  void aRequestToStopIsObeyedBetweenTwoRestarts() throws Exception {
    Instance instance = Instance.fresh("launcher-pause").with("LAMP_JAVA_OPTS", "-XX:+NoSuchThing");
    try (instance) {
      instance.start();
      Await.until(
          SOON,
          instance::tail,
          () -> Files.exists(log(instance)) && ends(instance).contains("starting again in 4 s"));
      assertEquals("", instance.script("stop"));
      assertTrue(instance.launcher().waitFor(10, TimeUnit.SECONDS), "it starts again");
      assertTrue(instance.script("stop").contains("nothing runs"));
    }
  }

  @Test
  void itIsAskedWhereItListensAndSaysItInPlainText() throws Exception {
    String elsewhere = "127.0.0.2";
    Instance instance = Instance.fresh("launcher-host").with("LAMP_HTTP_HOST", elsewhere);
    try (instance;
        ServerSocket other =
            new ServerSocket(instance.httpPort, 1, InetAddress.getLoopbackAddress())) {
      instance.start();
      Await.until(
          Instance.FIRST_START,
          instance::tail,
          () -> instance.script("status").contains("health 200"));
      // The launcher looks every half second, and may see it after us.
      Path console = instance.data.resolve("console.log");
      String url = "http://" + elsewhere + ":" + other.getLocalPort() + "/health";
      Await.until(SOON, instance::tail, () -> Files.readString(console).contains(url));
      String help = instance.shell("help");
      assertTrue(help.contains("lamp:requests") && help.contains("lamp:verify"), help);
      assertFalse(help.contains("\u001B"), help);
    }
  }

  /** Karaf 4.4 does not start on it. */
  @Test
  void aJdkThatCannotRunItIsRefusedInOneLine(@TempDir Path folder) throws Exception {
    Path jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.copy(Path.of("/bin/true"), jdk.resolve("bin/java"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    String told = run(folder, Map.of("JAVA_HOME", jdk.toString()), "run");
    assertEquals(1, told.lines().count(), told);
    assertTrue(told.contains("needs JDK 17; this is JDK 25"), told);
  }

  private static String run(Path data, Map<String, String> environment, String mode)
      throws IOException {
    String launcher = Distribution.home().resolve("bin/lamplighter").toString();
    ProcessBuilder builder = new ProcessBuilder(launcher, mode);
    builder.environment().put("LAMP_DATA", data.resolve("data").toString());
    builder.environment().putAll(environment);
    return Distribution.run(SOON, builder);
  }

  private static String ends(Instance instance) throws IOException {
    return Files.readString(log(instance));
  }

  private static Path log(Instance instance) {
    return instance.data.resolve("log/ends.log");
  }
}
