package io.lamplighter.journal;

import io.lamplighter.api.journal.Fact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is sealed of an entry, computed before it is written; {@link RowStream} computes the same
 * from what PostgreSQL has stored.
 */
final class Content {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final MessageDigest sha = Sha256.digest();

  /**
   * @param time in whole microseconds
   * @param data as it is written, byte for byte
   */
  byte[] hash(Fact fact, String source, Instant time, String data) {
    return hash(fact.type(), fact.subject(), fact.region(), fact.actor(), source, time, data);
  }

  /** As {@link #hash(Fact, String, Instant, String)}, of what was written. */
  byte[] hash(
      String type,
      String subject,
      String region,
      String actor,
      String source,
      Instant time,
      String data) {
    text(type);
    text(subject);
    text(region);
    text(actor);
    text(source);
    sha.update(
        ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
            .putInt(Long.BYTES)
            .putLong(ChronoUnit.MICROS.between(EPOCH, time))
            .array());
    text(data);
    return sha.digest();
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length).array());
    sha.update(bytes);
  }
}
