package io.lamplighter.api.dispatch;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import io.lamplighter.api.journal.FactType.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time promised to a customer (预约). The entry's subject is the request's number. */
public sealed interface AppointmentFact {
  /**
   * @param appointment its id
   * @param from the work begins no earlier
   * @param to the work begins no later
   */
  record About(
      String appointment,
      String workOrder,
      String requestNo,
      @Words(AppointmentMode.class) String mode,
      Instant from,
      Instant to,
      @Nullable Boolean drill) {}

  About about();

  /**
   * @throws IllegalArgumentException when the entry is not one of an appointment
   */
  static AppointmentFact of(Entry entry) {
    return entry.as(AppointmentFact.class);
  }

  @FactType(value = "appointment.made", says = "A time was promised to a customer.")
  record Made(@Inline About about) implements AppointmentFact {}

  /**
   * @param because in a word: customer, displaced, absence, late when its crew would have been,
   *     missed, planned when there was no place for it in its day's plan, other-day when that has
   *     room, or by-hand
   */
  @FactType(value = "appointment.changed", says = "Another time was promised instead.")
  record Changed(@Inline About about, Instant wasFrom, Instant wasTo, String because)
      implements AppointmentFact {}

  /**
   * Also when it was thought to be missed: a crew's phone may speak late.
   *
   * @param earlyMinutes so long before the time began, when that is more than a customer is thought
   *     to be there for; else left out
   */
  @FactType(value = "appointment.kept", says = "The crew was there as promised, or before.")
  record Kept(@Inline About about, @Nullable Long earlyMinutes) implements AppointmentFact {}

  /**
   * @param because in a word: customer, displaced, absence, or request when that is over
   */
  @FactType(value = "appointment.cancelled", says = "A promised time was given up.")
  record Cancelled(@Inline About about, String because) implements AppointmentFact {}

  /**
   * @param by customer or crew
   */
  @FactType(value = "appointment.missed", says = "Somebody was not there at the promised time.")
  record Missed(@Inline About about, String by) implements AppointmentFact {}
}
