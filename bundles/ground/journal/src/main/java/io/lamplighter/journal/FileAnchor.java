package io.lamplighter.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file on another mount. It is only ever appended to, so it may be on a disk that allows that.
 */
final class FileAnchor implements Anchor {
  private static final int TAIL = 64 * 1024;

  private final Path file;

  FileAnchor(Path file) {
    this.file = file;
  }

  @Override
  public boolean isOutside() {
    return false;
  }

  @Override
  public long reached() throws IOException {
    String[] lines = tail().split("\n", -1);
    for (int i = lines.length - 1; i >= 0; i--) {
      Block block = HeadLine.parse(lines[i]);
      if (block != null) {
        return block.head().number();
      }
    }
    return 0;
  }

  private String tail() throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    try (FileChannel channel = FileChannel.open(file, READ)) {
      long from = Math.max(0, channel.size() - TAIL);
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
      return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void take(List<Block> heads) throws IOException {
    String tail = tail();
    // A line that was cut off stays as it is: what cannot be changed needs no mending.
    StringBuilder lines = new StringBuilder(tail.isEmpty() || tail.endsWith("\n") ? "" : "\n");
    heads.forEach(block -> lines.append(HeadLine.write(block)).append('\n'));
    try (FileChannel channel = FileChannel.open(file, CREATE, APPEND)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  @Override
  public @Nullable BufferedReader read() throws IOException {
    return Files.exists(file) ? Files.newBufferedReader(file, StandardCharsets.ISO_8859_1) : null;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
