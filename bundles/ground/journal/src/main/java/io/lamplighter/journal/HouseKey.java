package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that all nodes of one database share and the database does not know, {@code house-key}
 * (mode 600). Who has it can write entries and introduce a node's public key; who only has the
 * database can do neither.
 *
 * @param since entries up to here are from before there was a key, and carry nothing
 */
record HouseKey(SecretKeySpec secret, Cursor since) {
  private static final String FILE = "house-key";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  /** Null when there is none in {@code folder}. */
  static @Nullable HouseKey read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      byte[] secret = Base64.getDecoder().decode(lines.get(0).strip());
      return new HouseKey(new SecretKeySpec(secret, ALGORITHM), Cursor.parse(lines.get(1).strip()));
    } catch (RuntimeException e) {
      throw new IOException("Not a house key: " + file, e);
    }
  }

  static HouseKey make(Path folder, Cursor since) throws IOException {
    byte[] secret = new byte[Sha256.BYTES];
    new SecureRandom().nextBytes(secret);
    WholeFile.write(
        folder.resolve(FILE),
        Base64.getEncoder().encodeToString(secret) + "\n" + since + "\n",
        WholeFile.SECRET);
    return new HouseKey(new SecretKeySpec(secret, ALGORITHM), since);
  }

  /** What proves that a node of the house wrote this content at this position. */
  byte[] ofRow(long position, byte[] content) {
    return mac("row", ByteBuffer.allocate(Long.BYTES).putLong(0, position).array(), content);
  }

  /** What introduces a node's public key to the others. */
  byte[] ofKey(byte[] publicKey) {
    return mac("key", publicKey, new byte[0]);
  }

  /** Whether the house wrote this row; one from before there was a key is taken as it is. */
  boolean wrote(Cursor entry, byte[] content, byte @Nullable [] mac) {
    return mac == null
        ? entry.compareTo(since) <= 0
        : MessageDigest.isEqual(ofRow(entry.position(), content), mac);
  }

  private byte[] mac(String what, byte[] first, byte[] second) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(what.getBytes(StandardCharsets.US_ASCII));
      mac.update(first);
      mac.update(second);
      return Arrays.copyOf(mac.doFinal(), BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "house key";
  }
}
