package io.lamplighter.api.dispatch;

import io.lamplighter.api.Text;
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
 * @param moved promises of that day that are others now, the last first
 */
public record Board(
    String station,
    LocalDate day,
    long version,
    @Nullable Long published,
    List<Tour> tours,
    List<Work> waiting,
    List<Moved> moved) {

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

  /**
   * A promise that was moved, and not because its customer wanted it so.
   *
   * @param from promised instead; null, as {@code to}, when nothing was
   * @param because in a word
   */
  public record Moved(
      String no,
      String requestNo,
      Instant wasFrom,
      Instant wasTo,
      @Nullable Instant from,
      @Nullable Instant to,
      String because,
      Text says) {}
}
