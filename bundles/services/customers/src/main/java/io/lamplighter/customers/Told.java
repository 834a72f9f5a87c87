package io.lamplighter.customers;

import io.lamplighter.api.customers.Customer;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A customer as a line of a file has him.
 *
 * @param at since when he is so, as the source says; null when it does not
 */
record Told(Customer customer, @Nullable OffsetDateTime at) {
  /** Whether the other one is known to be older, or of the same time. */
  boolean replaces(Told other) {
    return at != null && other.at != null && !at.isBefore(other.at);
  }

  /** Whether what is known is newer, so that this changes nothing. */
  boolean isOlderThan(Told known) {
    return at != null && known.at != null && at.isBefore(known.at);
  }

  /** Whether it is known which of the two is newer. */
  boolean comparesTo(Told other) {
    return at != null && other.at != null;
  }
}
