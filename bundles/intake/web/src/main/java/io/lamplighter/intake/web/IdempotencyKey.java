package io.lamplighter.intake.web;

import io.lamplighter.api.Refusal;
import org.jspecify.annotations.Nullable;

/** The Idempotency-Key header, bare or as the quoted string its draft standard asks for. */
final class IdempotencyKey {
  private static final int LONGEST = 128;

  private IdempotencyKey() {}

  static @Nullable String of(@Nullable String header) {
    if (header == null) {
      return null;
    }
    String trimmed = header.trim();
    boolean quoted = trimmed.length() >= 2 && trimmed.startsWith("\"") && trimmed.endsWith("\"");
    String key = quoted ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    if (key.isEmpty() || key.length() > LONGEST) {
      throw new Refusal.Invalid(
          "/Idempotency-Key",
          "must have 1 to " + LONGEST + " characters",
          "长度须为 1 至 " + LONGEST + " 个字符");
    }
    return key;
  }
}
