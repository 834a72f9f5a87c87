package io.lamplighter.store.embedded;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Unpacks the files, folders and links of a tar stream. */
final class Tar {
  private static final int BLOCK = 512;

  private Tar() {}

  static void unpack(InputStream in, Path target) throws IOException {
    String longName = null;
    for (byte[] header = in.readNBytes(BLOCK);
        header.length == BLOCK && header[0] != 0;
        header = in.readNBytes(BLOCK)) {
      long size = octal(header, 124, 12);
      byte type = header[156];
      if (type == 'L') {
        longName = text(in.readNBytes(Math.toIntExact(size)), 0, Math.toIntExact(size));
        skipPadding(in, size);
        continue;
      }
      Path path = inside(target, longName == null ? name(header) : longName);
      longName = null;
      if (type == '5') {
        Files.createDirectories(path);
      } else if (type == '2') {
        Files.createDirectories(parent(path));
        Files.createSymbolicLink(path, Path.of(text(header, 157, 100)));
      } else if (type == '0' || type == 0) {
        Files.createDirectories(parent(path));
        copy(in, path, size);
        boolean executable = (octal(header, 100, 8) & 0111) != 0;
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        skipPadding(in, size);
      } else {
        in.skipNBytes(size);
        skipPadding(in, size);
      }
    }
  }

  private static void copy(InputStream in, Path path, long size) throws IOException {
    byte[] buffer = new byte[65_536];
    try (var out = Files.newOutputStream(path)) {
      long left = size;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new EOFException(path + " is cut off");
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }

  private static Path inside(Path target, String name) throws IOException {
    Path path = target.resolve(name).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("Outside of the archive: " + name);
    }
    return path;
  }

  private static Path parent(Path path) {
    @Nullable Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    String prefix = text(header, 257, 5).equals("ustar") ? text(header, 345, 155) : "";
    return prefix.isEmpty() || header[263] == ' ' ? name : prefix + "/" + name;
  }

  private static void skipPadding(InputStream in, long size) throws IOException {
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
  }

  private static long octal(byte[] header, int from, int length) {
    String digits = text(header, from, length).strip();
    return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < from + length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }
}
