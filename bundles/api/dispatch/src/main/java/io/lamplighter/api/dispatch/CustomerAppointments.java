package io.lamplighter.api.dispatch;

import io.lamplighter.api.Refusal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The time promised to a customer (预约), for the customer himself. Whoever asks has proved before
 * that the request is his. He may change it so often by himself, and not when a crew is on its way.
 */
@ProviderType
public interface CustomerAppointments {
  /**
   * A time.
   *
   * @param id of the appointment, or of the offer
   * @param from the work begins no earlier
   * @param to the work begins no later
   */
  record Time(String id, AppointmentMode mode, Instant from, Instant to) {}

  /**
   * How it stands.
   *
   * @param time null while none is promised
   * @param isOpen whether one can be taken, changed or given up now
   */
  record Standing(@Nullable Time time, boolean isOpen) {}

  /** Neither promised nor open for a request that needs nobody to come, and for an unknown one. */
  Standing standing(String requestNo);

  /**
   * Times of the next days that hold: first some hours, then days, then a period, each in order;
   * they are held for some minutes.
   *
   * @throws Refusal.Conflict {@code work-order.begun} when a crew is on its way, {@code
   *     appointment.changed-often}
   * @throws Refusal.NotFound {@code work-order.unknown} when nothing is to be done
   */
  List<Time> offers(String requestNo);

  /**
   * Takes one of them; a time that was promised before is given up for it.
   *
   * @throws Refusal.Conflict also {@code appointment.gone} when somebody was faster, it has lapsed
   *     or was taken, or is none of his
   */
  Time take(String requestNo, String offer);

  /**
   * Gives up what was promised; the work waits.
   *
   * @throws Refusal.Conflict {@code appointment.over}, {@code work-order.begun}
   * @throws Refusal.NotFound {@code appointment.unknown}
   */
  void giveUp(String requestNo, String appointment);
}
