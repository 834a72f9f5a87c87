package io.lamplighter.desk;

import io.lamplighter.api.Location;
import io.lamplighter.api.desk.Submission;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two submissions say the same. Each field is written with its length, so that no two
 * different submissions can read alike; how the message was laid out does not count.
 */
final class ContentHash {
  private final MessageDigest digest;

  private ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String of(Submission submission) {
    ContentHash hash = new ContentHash();
    Submission.Contact contact = submission.contact();
    Location location = submission.location();
    OffsetDateTime occurredAt = submission.occurredAt();
    hash.add(submission.channel());
    hash.add(submission.channelRef());
    hash.add(submission.kind());
    hash.add(submission.text());
    hash.add(submission.customerNo());
    hash.add(contact == null ? null : contact.name());
    hash.add(contact == null ? null : contact.phone());
    hash.add(submission.address());
    hash.add(location == null ? null : location.lon() + " " + location.lat());
    hash.add(submission.region());
    hash.add(occurredAt == null ? null : occurredAt.toInstant().toString());
    if (submission.drill()) {
      hash.add("drill");
    }
    return HexFormat.of().formatHex(hash.digest.digest());
  }

  private void add(@Nullable String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(StandardCharsets.UTF_8);
    String head = field == null ? "-" : bytes.length + ":";
    digest.update(head.getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
  }
}
