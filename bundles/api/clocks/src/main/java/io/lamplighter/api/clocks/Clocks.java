package io.lamplighter.api.clocks;

import org.osgi.annotation.versioning.ProviderType;

/** The clocks. */
@ProviderType
public interface Clocks {
  /**
   * Computes; nothing is kept.
   *
   * @throws io.lamplighter.api.Refusal.Invalid with the code {@code clocks.calendar-year-missing}
   *     (and the detail {@code year}), {@code clocks.calendar-unknown}, {@code clocks.amount} or
   *     {@code clocks.pause-reversed}
   */
  Answer compute(Question question);
}
