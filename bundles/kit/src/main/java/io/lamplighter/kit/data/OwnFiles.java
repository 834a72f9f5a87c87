package io.lamplighter.kit.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A company's own files: which there are, and whether any has changed. */
public final class OwnFiles {
  private static final int MARK_BYTES = 4;

  private OwnFiles() {}

  private record Seen(String name, long changed, long size) {}

  /** Equal as long as no file has changed. */
  public static Object sight(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(OwnFiles::isOne).sorted().map(OwnFiles::seen).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of what is in them, the same on every node that has the same; empty when there are none. */
  public static String mark(@Nullable Path folder) {
    if (folder == null || !Files.isDirectory(folder)) {
      return "";
    }
    try (Stream<Path> files = Files.list(folder)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Path> own = files.filter(OwnFiles::isOne).sorted().toList();
      for (Path file : own) {
        digest.update((file.getFileName() + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(digest(Files.readAllBytes(file)));
      }
      return own.isEmpty() ? "" : HexFormat.of().formatHex(digest.digest(), 0, MARK_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static byte[] digest(byte[] content) throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256").digest(content);
  }

  private static boolean isOne(Path file) {
    return file.toString().endsWith(".csv");
  }

  public static boolean has(@Nullable Path folder, String name) {
    return folder != null && Files.exists(folder.resolve(name));
  }

  private static Seen seen(Path file) {
    try {
      return new Seen(
          file.toString(), Files.getLastModifiedTime(file).toMillis(), Files.size(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
