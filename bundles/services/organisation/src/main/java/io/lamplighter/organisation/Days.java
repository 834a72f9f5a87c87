package io.lamplighter.organisation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** From a first day to a last one, which counts; either may be open. */
final class Days {
  private Days() {}

  static boolean cover(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
  }
}
