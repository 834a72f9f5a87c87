package io.lamplighter.clocks;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom to tell of a clock. */
interface Whom {
  /** The point at which a clock is due. */
  String DUE = "due";

  /**
   * @param rule null when it was taken out of force
   * @return logins, or units and roles where nobody is known; empty when nobody is named
   */
  List<String> told(@Nullable Rule rule, RunningClock clock, String point, Instant at);
}
