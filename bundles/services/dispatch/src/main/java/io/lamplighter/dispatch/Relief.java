package io.lamplighter.dispatch;

import io.lamplighter.api.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What could be done about a shortage.
 *
 * @param id tells it from the others of its shortage
 * @param shift of the crew that it is about; null when it is about none
 * @param minutes that it gives
 * @param costs null when it costs nobody anything
 * @param orders that get another day
 */
record Relief(
    Kind kind,
    String id,
    @Nullable CrewShift shift,
    long minutes,
    Text says,
    @Nullable Text costs,
    List<String> orders) {
  Relief {
    orders = List.copyOf(orders);
  }

  /** What sort of thing it is. */
  enum Kind {
    /** A crew of another station helps out for its shift (跨所支援). */
    NEIGHBOUR_CREW,
    /** Some of it is done later, and their customers are told. */
    OTHER_DAY,
    /** A crew works longer (加班). */
    OVERTIME;

    /** As written outside: lower case. */
    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
