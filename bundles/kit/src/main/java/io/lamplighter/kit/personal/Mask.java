package io.lamplighter.kit.personal;

import org.jspecify.annotations.Nullable;

/** Personal data as somebody sees it who need not know it (脱敏). */
public final class Mask {
  private static final String HIDDEN = "***";

  private Mask() {}

  /** 王先生 becomes 王**. */
  public static @Nullable String name(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return name;
    }
    return name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
  }

  /** 13800000000, however it is written, becomes 138****0000; what is no phone is hidden. */
  public static @Nullable String phone(@Nullable String phone) {
    String digits = phone == null ? "" : Keys.dialled(Keys.phone(phone));
    if (digits.length() < 8) {
      return phone == null ? null : HIDDEN;
    }
    return digits.substring(0, 3) + "****" + digits.substring(digits.length() - 4);
  }

  /** Free words and addresses are hidden as a whole. */
  public static @Nullable String words(@Nullable String words) {
    return words == null ? null : HIDDEN;
  }
}
