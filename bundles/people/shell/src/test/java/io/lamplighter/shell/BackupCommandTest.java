package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is one that the machine's own tar reads. */
class BackupCommandTest {
  @Test
  void tarUnpacksWhatWasPacked(@TempDir Path folder) throws Exception {
    Path source = Files.writeString(folder.resolve("source"), "x".repeat(70_000));
    Files.setPosixFilePermissions(
        source, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r-----"));
    String deep = "etc/" + "路由".repeat(30) + ".camel.yaml";
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BackupArchive archive = new BackupArchive(bytes, Instant.EPOCH);
    archive.text(BackupCommand.MARK, "mark\n");
    archive.folder("etc");
    archive.file(deep, source);
    archive.file("vanished", folder.resolve("nothing"));
    archive.text("empty", "");
    archive.finish();
    Path packed = Files.write(folder.resolve("b.tgz"), bytes.toByteArray());
    Path out = Files.createDirectory(folder.resolve("out"));
    Process tar =
        new ProcessBuilder("tar", "-xzf", packed.toString(), "-C", out.toString())
            .inheritIO()
            .start();
    assertTrue(tar.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, tar.exitValue());
    assertEquals("mark\n", Files.readString(out.resolve(BackupCommand.MARK)));
    assertEquals(Files.readString(source), Files.readString(out.resolve(deep)));
    assertEquals(
        Files.getPosixFilePermissions(source), Files.getPosixFilePermissions(out.resolve(deep)));
    assertTrue(Files.exists(out.resolve("empty")));
    assertTrue(Files.notExists(out.resolve("vanished")));
  }
}
