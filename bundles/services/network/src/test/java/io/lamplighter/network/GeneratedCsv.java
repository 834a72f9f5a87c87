package io.lamplighter.network;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A network in CSV of any length, written while it is read. */
final class GeneratedCsv extends InputStream {
  private static final String HEAD =
      "id,kind,name,parent,region\ns,substation,变电站,,330602\nl,line,线路,s,\nt,transformer,台区,l,\n";

  private final long length;
  private byte[] line = HEAD.getBytes(StandardCharsets.UTF_8);
  private int at;
  private long written;
  private long point;

  private GeneratedCsv(long length) {
    this.length = length;
  }

  /** At least this many bytes, to the end of a line. */
  static InputStream of(long bytes) {
    return new GeneratedCsv(bytes);
  }

  @Override
  public int read() {
    return next() ? line[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int wanted) {
    if (!next()) {
      return -1;
    }
    int count = Math.min(wanted, line.length - at);
    System.arraycopy(line, at, to, offset, count);
    at += count;
    return count;
  }

  private boolean next() {
    if (at < line.length) {
      return true;
    }
    written += line.length;
    if (written >= length) {
      return false;
    }
    String name = "某市某区某街道某小区某幢某单元某室的接入点第" + point + "号".repeat(20);
    line = ("p" + point++ + ",service-point," + name + ",t,\n").getBytes(StandardCharsets.UTF_8);
    at = 0;
    return true;
  }
}
