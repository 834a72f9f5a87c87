package io.lamplighter.journal;

import io.lamplighter.api.journal.Seals.Head;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A sealed head and the hash of the one before it; what it says of the entries is its {@link
 * SealedList}.
 */
record Block(Head head, String previous) {
  /** What the first block names as its predecessor. */
  static final String NONE = "0".repeat(2 * Sha256.BYTES);

  /** The next block after {@code last}, signed. */
  static Block seal(long number, String previous, SealedList list, Instant at, SealKey key) {
    Head open =
        new Head(
            number,
            list.cursor(0),
            list.cursor(list.size() - 1),
            list.size(),
            Merkle.rootOf(list),
            "",
            "",
            key.id(),
            at.truncatedTo(ChronoUnit.MICROS));
    String hash = hashOf(open, previous);
    Head head =
        new Head(
            number,
            open.first(),
            open.last(),
            open.count(),
            open.root(),
            hash,
            key.sign(hash),
            open.keyId(),
            open.sealedAt());
    return new Block(head, previous);
  }

  /** The hash that this head should have. */
  String hash() {
    return hashOf(head, previous);
  }

  private static String hashOf(Head head, String previous) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeUTF("lamplighter-block-1");
      out.writeLong(head.number());
      out.writeLong(head.first().xid());
      out.writeLong(head.first().position());
      out.writeLong(head.last().xid());
      out.writeLong(head.last().position());
      out.writeInt(head.count());
      out.writeUTF(head.root());
      out.writeUTF(previous);
      out.writeUTF(head.keyId());
      out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, head.sealedAt()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Sha256.hex(Sha256.digest().digest(bytes.toByteArray()));
  }
}
