package io.lamplighter.intake.social;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA256 over {@code
 * id.timestamp.body}, by symmetric secrets of the form {@code whsec_<base64>}.
 */
final class Signature {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * @throws IllegalArgumentException when it is no secret, or one shorter than 24 bytes
   */
  static byte[] secret(String written) {
    String base64 = written.startsWith(PREFIX) ? written.substring(PREFIX.length()) : written;
    byte[] secret = Base64.getDecoder().decode(base64);
    if (secret.length < 24) {
      throw new IllegalArgumentException("a secret has at least 24 bytes");
    }
    return secret;
  }

  /**
   * The header: one signature by each secret, so that who has only one of them yet can check it.
   *
   * @param secrets the secret in force, and one that is being replaced
   */
  static String sign(List<byte[]> secrets, String id, Instant time, byte[] body) {
    return secrets.stream()
        .map(secret -> signature(secret, id, Long.toString(time.getEpochSecond()), body))
        .collect(Collectors.joining(" "));
  }

  private static String signature(byte[] secret, String id, String time, byte[] body) {
    return VERSION + Base64.getEncoder().encodeToString(mac(secret, id, time, body));
  }

  /**
   * @param secrets the secret in force, and one that is being replaced
   * @param signatures the header: several are divided by blanks
   * @param tolerance how far the time may be from ours, so that nobody can send an old one again
   */
  static boolean fits(
      List<byte[]> secrets,
      String id,
      String time,
      byte[] body,
      String signatures,
      Instant now,
      Duration tolerance) {
    if (!time.matches("\\d{1,12}")) {
      return false;
    }
    Duration away = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
    if (away.compareTo(tolerance) > 0) {
      return false;
    }
    boolean fits = false;
    for (byte[] secret : secrets) {
      byte[] wanted = signature(secret, id, time, body).getBytes(StandardCharsets.UTF_8);
      for (String signature : signatures.split(" ", 20)) {
        fits |= MessageDigest.isEqual(wanted, signature.getBytes(StandardCharsets.UTF_8));
      }
    }
    return fits;
  }

  private static byte[] mac(byte[] secret, String id, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
