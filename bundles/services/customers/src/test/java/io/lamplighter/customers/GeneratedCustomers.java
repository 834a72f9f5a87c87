package io.lamplighter.customers;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Customers in CSV of any length, written while it is read. */
final class GeneratedCustomers extends Reader {
  private static final String HEAD =
      "customerNo,name,phones,address,lon,lat,region,class,servicePoint,meter,transformer,feeder,"
          + "changedAt\n";
  private static final long MILLION = 1_000_000;
  private static final long BILLION = 1_000_000_000;

  private final long length;
  private final long breaksOff;
  private String line = HEAD;
  private int at;
  private long written = HEAD.length();
  private long customer;

  /**
   * @param length so many bytes in UTF-8, to the end of a line
   * @param breaksOff after so many the sender is gone
   */
  GeneratedCustomers(long length, long breaksOff) {
    this.length = length;
    this.breaksOff = breaksOff;
  }

  @Override
  public int read(char[] to, int offset, int wanted) throws IOException {
    if (at == line.length()) {
      if (written >= breaksOff) {
        throw new IOException("The sender is gone");
      }
      if (written >= length) {
        return -1;
      }
      line = line(customer++);
      written += line.getBytes(StandardCharsets.UTF_8).length;
      at = 0;
    }
    int count = Math.min(wanted, line.length() - at);
    line.getChars(at, at + count, to, offset);
    at += count;
    return count;
  }

  private static String line(long i) {
    return String.join(
        ",",
        "3306" + (BILLION + i),
        "客户" + i,
        "1" + (3 * BILLION + i),
        "绍兴市越城区某街道" + i / 400 + "号小区" + i / 40 % 10 + "幢" + i / 20 % 2 + "单元" + i % 20 + "室",
        "120." + (MILLION + i % MILLION),
        "30." + (MILLION + i % MILLION),
        "330602",
        "residential",
        "sp-" + i,
        "m-" + (BILLION + i),
        "t-" + i / 70,
        "f-" + i / 980,
        "2026-11-22T08:00:00+08:00\n");
  }

  @Override
  public void close() {}
}
