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
 * cut off or rewritten in the database is missed here. {@code heads.next} holds the head of the
 * block that this node sealed last, written before the block is committed: so a head that a crash
 * kept out of the log is told from one that somebody took out of it.
 */
final class HeadsFile {
  private static final int TAIL = 64 * 1024;

  private final Path file;
  private final Path next;
  private volatile @Nullable Block last;
  private @Nullable Block intended;
  private String torn = "";
  private long size;

  private HeadsFile(Path folder) {
    file = folder.resolve("heads.log");
    next = folder.resolve("heads.next");
  }

  static HeadsFile open(Path folder) throws IOException {
    Files.createDirectories(folder);
    HeadsFile heads = new HeadsFile(folder);
    heads.mend();
    if (Files.exists(heads.next)) {
      heads.intended = HeadLine.parse(Files.readString(heads.next).strip());
    }
    return heads;
  }

  /** Cuts off a line that a crash left unfinished, and finds the last head. */
  private void mend() throws IOException {
    try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
      long from = Math.max(0, channel.size() - TAIL);
      String text = read(channel, from, channel.size());
      int whole = text.lastIndexOf('\n') + 1;
      torn = text.substring(whole);
      size = from + whole;
      if (!torn.isEmpty()) {
        channel.truncate(size);
        channel.force(true);
      }
      String[] lines = text.substring(0, whole).split("\n", -1);
      for (int i = lines.length - 1; i >= 0 && last == null; i--) {
        last = HeadLine.parse(lines[i]);
      }
    }
  }

  private static String read(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
  }

  /** The last head in the log, as this process remembers it. */
  @Nullable Block last() {
    return last;
  }

  /** The head of the block that this node sealed or meant to seal last. */
  synchronized @Nullable Block intended() {
    return intended;
  }

  /** The unfinished line that was cut off when the log was opened; empty when there was none. */
  String torn() {
    return torn;
  }

  /** Notes a head before its block is committed. */
  synchronized void intend(Block block) throws IOException {
    WholeFile.write(next, HeadLine.write(block) + "\n", WholeFile.OPEN);
    intended = block;
  }

  /** All of them or, when the disk is full, none. */
  synchronized void append(List<Block> blocks) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Block block : blocks) {
      lines.append(HeadLine.write(block)).append('\n');
    }
    try (FileChannel channel = FileChannel.open(file, CREATE, APPEND)) {
      long before = channel.size();
      try {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(lines.toString());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      } catch (IOException e) {
        channel.truncate(before);
        throw e;
      }
      size = channel.size();
    }
    last = blocks.get(blocks.size() - 1);
  }

  /**
   * Whether somebody else has written to the log since this process last did. If so it is from now
   * on taken as it is, with what the process remembers of its end put back.
   */
  synchronized boolean wasTouched() throws IOException {
    Block remembered = last;
    if (isUntouched(remembered)) {
      return false;
    }
    size = Files.exists(file) ? Files.size(file) : 0;
    if (remembered != null) {
      append(List.of(remembered));
    }
    return true;
  }

  private boolean isUntouched(@Nullable Block remembered) throws IOException {
    if (!Files.exists(file) || Files.size(file) != size) {
      return false;
    }
    if (remembered == null) {
      return true;
    }
    byte[] line = (HeadLine.write(remembered) + "\n").getBytes(StandardCharsets.UTF_8);
    try (FileChannel channel = FileChannel.open(file, READ)) {
      String end = read(channel, Math.max(0, size - line.length), size);
      return end.equals(new String(line, StandardCharsets.ISO_8859_1)) || !endsWithHead(channel);
    }
  }

  /** A log whose last line never was a head is not touched by having another end. */
  private boolean endsWithHead(FileChannel channel) throws IOException {
    String text = read(channel, Math.max(0, size - TAIL), size).strip();
    return HeadLine.parse(text.substring(text.lastIndexOf('\n') + 1)) != null;
  }

  /** Reads the heads from the first. */
  HeadsReader read() throws IOException {
    return new HeadsReader(Files.newBufferedReader(file, StandardCharsets.ISO_8859_1));
  }
}
