package io.lamplighter.api.dispatch;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A station's day: who does what when.
 *
 * @param version grows with each change of one of its tours
 * @param published the version that crews and customers were told; null while none was
 * @param waiting what no tour of the day has, the most urgent first
 */
public record Board(
    String station,
    LocalDate day,
    long version,
    @Nullable Long published,
    List<Tour> tours,
    List<Work> waiting) {

  /** One shift of a crew. */
  public record Tour(String crew, String name, Instant from, Instant to, List<Work> stops) {}

  /**
   * A work order.
   *
   * @param start when it is to begin; null when nobody has it
   * @param promisedFrom the customer was told that it begins then, until {@code promisedTo}
   * @param late whether it will begin later than was promised
   */
  public record Work(
      String no,
      String requestNo,
      String kind,
      WorkState state,
      @Nullable Instant start,
      @Nullable Instant leave,
      @Nullable Instant promisedFrom,
      @Nullable Instant promisedTo,
      boolean late) {}
}
