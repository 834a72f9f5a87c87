package io.lamplighter.clocks;

import io.lamplighter.kit.text.Utf8;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A table that came as a body; what is no UTF-8 in it, its reader names. */
final class SentText {
  private SentText() {}

  static String of(byte @Nullable [] body) {
    try {
      return Utf8.text(new ByteArrayInputStream(body == null ? new byte[0] : body));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
