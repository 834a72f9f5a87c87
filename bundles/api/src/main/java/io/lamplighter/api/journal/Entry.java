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
}
