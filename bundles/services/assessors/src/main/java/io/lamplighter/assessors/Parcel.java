package io.lamplighter.assessors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A ZIP of files of lines, each written as it comes and kept nowhere. */
final class Parcel implements AutoCloseable {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  private final ZipOutputStream zip;
  private final BufferedOutputStream out;

  Parcel(OutputStream to) {
    zip = new ZipOutputStream(to, UTF_8);
    out = new BufferedOutputStream(zip);
  }

  /** Something that writes lines, and may be cut off by who reads. */
  interface Lines {
    void into(Parcel parcel) throws IOException;
  }

  void file(String name, Lines lines) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    lines.into(this);
    out.flush();
    zip.closeEntry();
  }

  void line(String text) throws IOException {
    out.write((text + "\n").getBytes(UTF_8));
  }

  /**
   * A line with an object.
   *
   * @param fields name, value, name, value…; times as texts
   */
  void row(@Nullable Object... fields) throws IOException {
    line(MAPPER.writeValueAsString(object(fields)));
  }

  static Map<String, @Nullable Object> object(@Nullable Object... fields) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      Object value = fields[i + 1];
      boolean text = value instanceof java.time.temporal.Temporal;
      object.put(String.valueOf(fields[i]), text ? value.toString() : value);
    }
    return object;
  }

  /** A line of a table for people, whose fields a spreadsheet takes for nothing but texts. */
  void cells(String... cells) throws IOException {
    StringBuilder row = new StringBuilder();
    for (String cell : cells) {
      row.append(row.isEmpty() ? "" : ",").append(cell(cell));
    }
    line(row.toString());
  }

  /** What would begin a formula gets an apostrophe before it. */
  static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r\n＝＋－＠".indexOf(text.charAt(0)) >= 0;
    return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
  }

  @Override
  public void close() throws IOException {
    out.flush();
    zip.finish();
  }
}
