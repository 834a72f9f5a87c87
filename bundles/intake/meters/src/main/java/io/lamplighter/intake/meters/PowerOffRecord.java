package io.lamplighter.intake.meters;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * ERC14 of Q/GDW 1376.1, a terminal's record of one power failure: the time it went off and the
 * time it came back, five bytes each, minute, hour, day, month and year in BCD.
 *
 * @param on null while it is still off
 */
record PowerOffRecord(Instant off, @Nullable Instant on) {
  private static final int BYTES = 10;
  private static final int HALF = BYTES / 2;

  /**
   * @param zone of the terminal's clock
   * @throws Unreadable {@code bad-record}
   */
  static PowerOffRecord parse(String hex, ZoneId zone) throws Unreadable {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
      Unreadable.unless(bytes.length == BYTES, "bad-record");
      return new PowerOffRecord(
          time(bytes, 0, zone), isEmpty(bytes) ? null : time(bytes, HALF, zone));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Unreadable("bad-record");
    }
  }

  /** Terminals write zeros, EE or FF where they know no time. */
  private static boolean isEmpty(byte[] bytes) {
    for (int i = HALF + 1; i < BYTES; i++) {
      if (bytes[i] != bytes[HALF]) {
        return false;
      }
    }
    int value = bytes[HALF] & 0xff;
    return value == 0 || value == 0xee || value == 0xff;
  }

  private static Instant time(byte[] bytes, int from, ZoneId zone) {
    return LocalDateTime.of(
            2000 + bcd(bytes[from + 4]),
            bcd(bytes[from + 3]),
            bcd(bytes[from + 2]),
            bcd(bytes[from + 1]),
            bcd(bytes[from]))
        .atZone(zone)
        .toInstant();
  }

  private static int bcd(byte value) {
    int high = (value >> 4) & 0xf;
    int low = value & 0xf;
    if (high > 9 || low > 9) {
      throw new IllegalArgumentException("no BCD");
    }
    return 10 * high + low;
  }
}
