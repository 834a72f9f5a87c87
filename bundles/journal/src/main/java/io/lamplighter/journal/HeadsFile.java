package io.lamplighter.journal;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code heads.log}: the heads of all blocks, one line of JSON each, outside the database. What is
 * cut off or rewritten in the database is missed here.
 */
final class HeadsFile {
  private static final int TAIL = 64 * 1024;

  private final Path file;
  private volatile @Nullable Block last;

  private HeadsFile(Path file) {
    this.file = file;
  }

  static HeadsFile open(Path folder) throws IOException {
    Files.createDirectories(folder);
    HeadsFile heads = new HeadsFile(folder.resolve("heads.log"));
    heads.mend();
    return heads;
  }

  /** Cuts off a line that a crash left unfinished, and finds the last head. */
  private void mend() throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      long from = Math.max(0, channel.size() - TAIL);
      ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
      while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {}
      String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
      int whole = text.lastIndexOf('\n') + 1;
      channel.truncate(from + whole);
      channel.force(true);
      String[] lines = text.substring(0, whole).split("\n", -1);
      for (int i = lines.length - 1; i >= 0 && last == null; i--) {
        last = HeadLine.parse(lines[i]);
      }
    }
  }

  @Nullable Block last() {
    return last;
  }

  synchronized void append(List<Block> blocks) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Block block : blocks) {
      lines.append(HeadLine.write(block)).append('\n');
    }
    try (FileChannel channel = FileChannel.open(file, CREATE, APPEND)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    last = blocks.get(blocks.size() - 1);
  }

  /** Reads the heads from the first, up to the last at this moment. */
  HeadsReader read() throws IOException {
    Block until = last;
    return new HeadsReader(
        Files.newBufferedReader(file, StandardCharsets.ISO_8859_1),
        until == null ? 0 : until.head().number());
  }
}
