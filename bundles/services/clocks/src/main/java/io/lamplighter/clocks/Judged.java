package io.lamplighter.clocks;

import io.lamplighter.api.clocks.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The strictest valid rule of one code for something that has started.
 *
 * @param answer null when it cannot be computed: a year of its calendar is missing
 * @param missingYear that year; null when it is computed
 * @param beaten those that were for it too and are less strict
 */
record Judged(
    Rule rule, @Nullable Answer answer, @Nullable Integer missingYear, List<Beaten> beaten) {
  Judged {
    beaten = List.copyOf(beaten);
  }

  /**
   * @param answer null when it cannot be computed
   * @param why {@code later}, {@code same} due but further down the file, {@code not-computable},
   *     or {@code loosened} by a region's own rule
   */
  record Beaten(Rule rule, @Nullable Answer answer, String why) {}
}
