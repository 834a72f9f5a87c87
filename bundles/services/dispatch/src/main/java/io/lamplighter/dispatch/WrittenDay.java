package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A day as callers write it: {@code 2026-11-30}, and no year that no calendar has. */
final class WrittenDay {
  static final Text FORM = new Text("must be a day as 2026-11-30", "须为日期，如 2026-11-30");

  private WrittenDay() {}

  /** Null for what is none. */
  static @Nullable LocalDate read(@Nullable String text) {
    try {
      return text != null && text.matches("\\d{4}-\\d\\d-\\d\\d") ? LocalDate.parse(text) : null;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
