package io.lamplighter.api.clocks;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a limit is due. How a unit counts (Civil Code of China, articles 201 and 203): minutes and
 * hours elapse, due is start, amount and what was paused between them; of working days the day of
 * the start does not count, a day counts if the clock runs when it ends, and due is the end of the
 * last one; calendar days likewise, a last day that is a day off giving way to the first working
 * day after; hours of working time pass inside the working segments only. A negative amount is
 * notice before: hours elapse backwards, calendar days keep the wall's time and are never moved.
 *
 * @param amount of the unit, not 0
 * @param calendar name of the calendar, as in {@code CN}
 * @param pauses when it stood still; may overlap, the last one may be open
 */
public record Question(
    Instant start, int amount, Unit unit, ZoneId zone, String calendar, List<Pause> pauses) {
  public Question {
    pauses = List.copyOf(pauses);
  }

  /**
   * A time in which a clock stands still.
   *
   * @param to null while it lasts
   */
  public record Pause(Instant from, @Nullable Instant to) {}
}
