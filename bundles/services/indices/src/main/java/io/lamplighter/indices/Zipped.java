package io.lamplighter.indices;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a workbook when it happened to be written, so that it is the same whenever it is.
 */
final class Zipped {
  private static final LocalDateTime WHEN = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String PROPERTIES = "docProps/core.xml";
  private static final String CREATED = "(<dcterms:created[^>]*>)[^<]*(</dcterms:created>)";

  private Zipped() {}

  /**
   * @param created what it says instead; null for nothing
   */
  static byte[] anew(Path zip, @Nullable String created) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // What writes workbooks writes no sizes before its entries: only a file can be read back.
    try (ZipFile from = new ZipFile(zip.toFile());
        ZipOutputStream to = new ZipOutputStream(bytes)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        ZipEntry same = new ZipEntry(entry.getName());
        same.setTimeLocal(WHEN);
        to.putNextEntry(same);
        byte[] content = from.getInputStream(entry).readAllBytes();
        to.write(entry.getName().equals(PROPERTIES) ? timeless(content, created) : content);
        to.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] timeless(byte[] content, @Nullable String created) {
    String text = new String(content, StandardCharsets.UTF_8);
    String instead = created == null ? "" : "$1" + created + "$2";
    return text.replaceAll(CREATED, instead).getBytes(StandardCharsets.UTF_8);
  }
}
