package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A disk that fills up under load: red before it is full, 503 and nothing else while it is, and
 * well again, with a sound journal, when there is room. Needs leave to mount a small disk.
 */
@ExtendWith(TailOnFailure.class)
class FullDiskIT {
  private static final int RESERVE = 100;

  @Test
  @Timeout(300)
  void redBeforeItIsFullThen503ThenWellAgain() throws Exception {
    Path disk = Distribution.work().resolve("small-disk");
    Files.createDirectories(disk);
    Distribution.run(Duration.ofSeconds(20), "umount", disk.toString());
    Distribution.run(
        Duration.ofSeconds(20),
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=700m",
        "tmpfs",
        disk.toString());
    assumeTrue(
        Files.getFileStore(disk).getTotalSpace() <= 700L << 20, "no leave to mount a small disk");
    Path filler = disk.resolve("filler");
    try (Instance instance = Instance.at(Files.createDirectories(disk.resolve("data")))) {
      Files.createDirectories(instance.data.resolve("etc"));
      instance.configured(
          "io.lamplighter.health",
          Map.of("diskReserveMegabytes", Integer.toString(RESERVE), "diskWarnMegabytes", "110"));
      instance.start().awaitHealthy(Instance.FIRST_START);
      Clients clients =
          new Clients("web", "disk", 4, instance.client().withKey(instance.users().key("web")));
      try (clients) {
        more(clients, 30);
        fill(filler, (Files.getFileStore(disk).getUsableSpace() >> 20) - RESERVE / 2);
        Await.until(
            Duration.ofSeconds(20),
            () -> instance.client().get("/health").toString(),
            () -> instance.client().get("/health").status() == 503);
        more(clients, 10);
        fill(filler, Long.MAX_VALUE);
        Await.until(Duration.ofSeconds(40), clients::toString, () -> clients.count(503) > 50);
        Files.delete(filler);
        more(clients, 50);
      }
      System.out.println("FullDiskIT: " + clients);
      assertEquals(List.of(), clients.oddities(), instance::tail);
      assertEquals(0, clients.count(500), "errors of ours: " + clients);
      instance.awaitHealthy(Duration.ofSeconds(30));
      Books books = new Books(instance);
      books.verifies();
      instance.stop();
      instance.start().awaitHealthy(Duration.ofSeconds(90));
      books.verifies();
      Client.Answer health = instance.client().get("/health");
      assertTrue(health.status() == 200, health.toString());
    } finally {
      Distribution.run(Duration.ofSeconds(20), "umount", "-l", disk.toString());
    }
  }

  /** Appends so many megabytes, or as many as there is room for. */
  private static void fill(Path file, long megabytes) throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out =
        Files.newOutputStream(
            file,
            java.nio.file.StandardOpenOption.CREATE,
            java.nio.file.StandardOpenOption.APPEND)) {
      for (long i = 0; i < megabytes * 16 || megabytes == Long.MAX_VALUE; i++) {
        out.write(block);
      }
    } catch (IOException full) {
      if (megabytes != Long.MAX_VALUE) {
        throw full;
      }
    }
  }

  private static void more(Clients clients, int more) throws Exception {
    int before = clients.acknowledged().size();
    Await.until(
        Duration.ofSeconds(90),
        clients::toString,
        () -> clients.acknowledged().size() >= before + more);
  }
}
