package io.lamplighter.api.security;

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

  /** 13800000000 becomes 138****0000. */
  public static @Nullable String phone(@Nullable String phone) {
    if (phone == null || phone.length() < 8) {
      return phone == null ? null : HIDDEN;
    }
    return phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
  }

  /** Free words and addresses are hidden as a whole. */
  public static @Nullable String words(@Nullable String words) {
    return words == null ? null : HIDDEN;
  }
}
