package io.lamplighter.api.journal;

import java.time.Instant;
import java.util.Map;

/**
 * One committed entry of the journal. As a CloudEvent 1.0 its {@code id} is the cursor's text,
 * which is stable.
 *
 * @param source CloudEvents source: which part wrote it, as in {@code /lamplighter/desk}
 * @param time when the server wrote it, UTC
 */
public record Entry(
    Cursor cursor,
    String type,
    String subject,
    String region,
    String actor,
    String source,
    Instant time,
    Map<String, Object> data) {

  /** Whether it belongs to a drill (应急演练): then nothing about it leaves the house. */
  public boolean isDrill() {
    return Boolean.TRUE.equals(data.get("drill"));
  }

  /**
   * Its data as the record that its owner has for it, or as the one of a sealed family; fields that
   * the record does not know are passed over, and what an entry from before does not have is null,
   * 0 or false.
   *
   * @throws IllegalArgumentException when the record or family is not for entries of this type
   */
  public <R> R as(Class<R> family) {
    return FactData.of(family, type)
        .map(one -> family.cast(FactData.read(one, data)))
        .orElseThrow(
            () -> new IllegalArgumentException(family.getSimpleName() + " is not for " + type));
  }
}
