package io.lamplighter.shell;

import io.lamplighter.api.store.DatabaseCopy;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/** A compressed tar file (POSIX ustar, GNU's long names and sizes), written as the files come. */
final class BackupArchive implements DatabaseCopy.Target {
  private static final int BLOCK = 512;
  private static final int NAME = 100;

  /** More than these 8 GiB are written in binary, as GNU's tar does it. */
  private static final long MOST_OCTAL = 077777777777L;

  private final GZIPOutputStream gzip;
  private final OutputStream out;
  private final Instant now;

  BackupArchive(OutputStream out, Instant now) throws IOException {
    gzip = new GZIPOutputStream(out, 1 << 16);
    this.out = new BufferedOutputStream(gzip, 1 << 16);
    this.now = now;
  }

  @Override
  public void folder(String name) throws IOException {
    header(name + "/", '5', 0, 0700);
  }

  @Override
  public void text(String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    header(name, '0', bytes.length, 0600);
    out.write(bytes);
    pad(bytes.length);
  }

  /** Only as far as it goes now, whatever is appended meanwhile; with zeros where it shrinks. */
  @Override
  public void file(String name, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      header(name, '0', size, mode(file));
      byte[] buffer = new byte[1 << 16];
      long left = size;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          Arrays.fill(buffer, (byte) 0);
          n = (int) Math.min(buffer.length, left);
        }
        out.write(buffer, 0, n);
        left -= n;
      }
      pad(size);
    } catch (NoSuchFileException gone) {
      // Between being listed and being opened; a file that is not there is not copied.
      return;
    }
  }

  private static int mode(Path file) throws IOException {
    Set<PosixFilePermission> all = Files.getPosixFilePermissions(file);
    int mode = 0;
    for (PosixFilePermission permission : all) {
      mode |= 0400 >> permission.ordinal();
    }
    return mode;
  }

  private void header(String name, char type, long size, int mode) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > NAME) {
      block("././@LongLink".getBytes(StandardCharsets.UTF_8), 'L', bytes.length, 0);
      out.write(bytes);
      pad(bytes.length);
    }
    block(Arrays.copyOf(bytes, Math.min(NAME, bytes.length)), type, size, mode);
  }

  private void block(byte[] name, char type, long size, int mode) throws IOException {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, name.length);
    put(header, 100, octal(7, mode));
    put(header, 108, octal(7, 0));
    put(header, 116, octal(7, 0));
    if (size <= MOST_OCTAL) {
      put(header, 124, octal(11, size));
    } else {
      header[124] = (byte) 0x80;
      ByteBuffer.wrap(header).putLong(128, size);
    }
    put(header, 136, octal(11, now.getEpochSecond()));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, octal(6, sum) + "\0 ");
    out.write(header);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static String octal(int digits, long value) {
    return String.format(Locale.ROOT, "%0" + digits + "o", value);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  /** Writes its end; what it is written to stays open. */
  void finish() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.flush();
    gzip.finish();
  }
}
