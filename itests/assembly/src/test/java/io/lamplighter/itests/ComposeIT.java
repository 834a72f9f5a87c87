package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.ExternalPostgres;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A company makes a small distribution of its own and runs it on its own PostgreSQL. */
@ExtendWith(TailOnFailure.class)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ComposeIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final Set<String> PARTS =
      Set.of(
          "api",
          "store",
          "journal",
          "security",
          "porch",
          "door",
          "health",
          "shell",
          "desk",
          "intake-web",
          "console",
          "probe");

  @Test
  void aSmallSetIsWholeAndTakesCalls(@TempDir Path folder) throws Exception {
    Path etc = Files.createDirectories(folder.resolve("etc"));
    Files.writeString(etc.resolve("io.lamplighter.acme.cfg"), "greeting = hello\n");
    Path acme = compose(folder, "desk,intake-web,console", etc);

    Instance instance = Instance.fresh("acme");
    try (ExternalPostgres postgres = ExternalPostgres.start();
        instance) {
      instance.of(acme).on(postgres.database()).start().awaitHealthy(Instance.FIRST_START);
      Set<String> ours = Set.copyOf(instance.bundleIds().keySet());
      assertTrue(ours.containsAll(PARTS), ours.toString());
      assertFalse(ours.contains("planner") || ours.contains("camel"), ours.toString());
      assertTrue(Files.exists(instance.data.resolve("etc/io.lamplighter.acme.cfg")));
      assertFalse(Files.exists(instance.data.resolve("etc/io.lamplighter.intake.sms.cfg")));
      assertFalse(Files.exists(instance.data.resolve("postgres")));

      Client web = instance.client().withKey(instance.users().key("web"));
      web.post(
              "/api/v1/submissions",
              Map.of(
                  "channel",
                  "web",
                  "channelRef",
                  "acme-1",
                  "text",
                  "停电了",
                  "region",
                  "330602",
                  "address",
                  "天下小区3幢"))
          .expect(201);
      assertEquals(404, web.get("/api/v1/crews").status());
    }
  }

  @Test
  void aPartThatThereIsNotIsNamed(@TempDir Path folder) throws Exception {
    String told = run(folder, "--name", "acme", "--features", "dsk");
    assertTrue(told.contains("no part lamplighter-dsk; there are: "), told);
    assertTrue(told.contains(" lamplighter-desk "), told);
    assertFalse(Files.exists(folder.resolve("acme.tar.gz")));
  }

  private static Path compose(Path folder, String parts, Path etc) throws Exception {
    Path archive = folder.resolve("acme.tar.gz");
    String told =
        run(
            folder,
            "--name",
            "acme",
            "--features",
            parts,
            "--etc",
            etc.toString(),
            "--bundle",
            System.getProperty("probe"));
    assertTrue(told.contains(archive.toString()), told);
    Distribution.run(SOON, "tar", "xzf", archive.toString(), "-C", folder.toString());
    return folder.resolve("acme");
  }

  private static String run(Path folder, String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = Distribution.home().resolve("bin/compose").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Distribution.run(SOON, new ProcessBuilder(command).directory(folder.toFile()));
  }
}
