package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A backup under load, the instance killed, restored elsewhere: what was acknowledged before the
 * backup is there, the journal verifies, and it works on. Then the same of a stopped one.
 */
@ExtendWith(TailOnFailure.class)
class BackupIT {
  @Test
  @Timeout(300)
  void whatWasAcknowledgedBeforeTheBackupIsThereElsewhere() throws Exception {
    Path file;
    Map<String, String> before;
    try (Instance instance = Instance.fresh("backup")) {
      instance.start().awaitHealthy(Instance.FIRST_START);
      file = instance.data.resolveSibling("backup.tgz");
      Files.deleteIfExists(file);
      try (Clients clients =
          new Clients("web", "backup", 4, instance.client().withKey(instance.users().key("web")))) {
        more(clients, 100);
        before = new TreeMap<>(clients.acknowledged());
        String said = instance.script("backup", file.toString());
        assertTrue(Files.exists(file), said);
        more(clients, 20);
        instance.kill();
      }
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    Path stopped = file.resolveSibling("backup-stopped.tgz");
    Files.deleteIfExists(stopped);
    try (Instance elsewhere = Instance.empty("restored")) {
      String said = elsewhere.script("restore", file.toString());
      assertTrue(said.contains("Restored"), said);
      elsewhere.start().awaitHealthy(Duration.ofSeconds(120));
      check(elsewhere, before);
      assertTrue(elsewhere.script("restore", file.toString()).contains("there is an instance"));
      // Killed, so that its PostgreSQL lives on when the stopped instance is backed up.
      elsewhere.kill();
      assertTrue(elsewhere.script("backup", stopped.toString()).contains("Backed up"));
    }
    try (Instance third = Instance.empty("restored-again")) {
      third.script("restore", stopped.toString());
      third.start().awaitHealthy(Duration.ofSeconds(120));
      check(third, before);
    }
  }

  private static void check(Instance restored, Map<String, String> before) throws Exception {
    Books books = new Books(restored);
    Map<String, String> found = new TreeMap<>();
    for (String line :
        books.texts(
            "select channel_ref || ' ' || request_no from desk.request where channel = 'web'")) {
      String[] words = line.split(" ");
      found.put(words[0], words[1]);
    }
    before.forEach((ref, no) -> assertEquals(no, found.get(ref), ref));
    books.verifies();
    try (Clients clients =
        new Clients(
            "web",
            "after" + System.nanoTime(),
            2,
            restored.client().withKey(restored.users().key("web")))) {
      more(clients, 10);
      assertEquals(0, clients.count(500), clients::toString);
    }
    books.verifies();
  }

  private static void more(Clients clients, int more) throws Exception {
    int before = clients.acknowledged().size();
    Await.until(
        Duration.ofSeconds(60),
        clients::toString,
        () -> clients.acknowledged().size() >= before + more);
  }
}
