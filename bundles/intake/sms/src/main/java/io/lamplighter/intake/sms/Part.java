package io.lamplighter.intake.sms;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a long text a message is.
 *
 * @param reference the sender's number of the long text, the same in each of its parts
 * @param total how many parts there are
 * @param number from 1
 */
record Part(int reference, int total, int number) {
  private static final int CONCATENATED = 0x00;
  private static final int CONCATENATED_16_BIT = 0x08;

  /** A user data header (3GPP TS 23.040, 9.2.3.24) and the text behind it. */
  record Split(@Nullable Part part, byte[] text) {}

  /**
   * Takes the user data header off.
   *
   * @throws Unreadable {@code bad-header} when it is longer than the message or contradicts itself
   */
  static Split split(byte[] userData) throws Unreadable {
    int end = userData.length == 0 ? 0 : 1 + (userData[0] & 0xFF);
    if (end == 0 || end > userData.length) {
      throw new Unreadable("bad-header");
    }
    Part part = null;
    for (int at = 1; at < end; ) {
      if (at + 2 > end || at + 2 + (userData[at + 1] & 0xFF) > end) {
        throw new Unreadable("bad-header");
      }
      int length = userData[at + 1] & 0xFF;
      int value = at + 2;
      if (userData[at] == CONCATENATED && length == 3) {
        part = of(userData[value] & 0xFF, userData[value + 1], userData[value + 2]);
      } else if (userData[at] == CONCATENATED_16_BIT && length == 4) {
        int reference = (userData[value] & 0xFF) << 8 | userData[value + 1] & 0xFF;
        part = of(reference, userData[value + 2], userData[value + 3]);
      }
      at = value + length;
    }
    return new Split(part, Arrays.copyOfRange(userData, end, userData.length));
  }

  /**
   * @return null when there is only one, which then is the whole text
   * @throws Unreadable {@code bad-header} for a part that cannot be
   */
  static @Nullable Part of(int reference, byte total, byte number) throws Unreadable {
    int parts = total & 0xFF;
    int which = number & 0xFF;
    if (parts == 0 || which == 0 || which > parts) {
      throw new Unreadable("bad-header");
    }
    return parts == 1 ? null : new Part(reference, parts, which);
  }
}
