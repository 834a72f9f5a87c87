package io.lamplighter.api.clocks;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a limit is due, and why.
 *
 * @param due with the offset of its day in the question's zone; null while it is paused: then it
 *     cannot be missed
 * @param provisional whether a day counts that no official notice is in for yet
 * @param days the days looked at, one by one, in order; empty for minutes and hours
 */
public record Answer(
    boolean paused, @Nullable OffsetDateTime due, boolean provisional, List<Day> days) {
  public Answer {
    days = List.copyOf(days);
  }

  /**
   * A day, ticked off.
   *
   * @param counts whether it is one of the amount
   * @param why {@code start}, {@code workday}, {@code make-up}, {@code weekend}, {@code holiday},
   *     {@code paused}, {@code calendar-day} or {@code moved}
   */
  public record Day(LocalDate day, boolean counts, String why) {}
}
