package io.lamplighter.assessors;

import io.lamplighter.api.assessors.Sample.Finding;
import io.lamplighter.api.assessors.Verdict;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;

/** What was found of a case, as its row says it and its entry proves it. */
final class Findings {
  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Findings() {}

  static String salt() {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }

  static Finding finding(
      String sample,
      String caseNo,
      Verdict verdict,
      String words,
      String by,
      Instant at,
      String salt) {
    // The words come last: they alone may have line feeds.
    String row = String.join("\n", salt, sample, caseNo, verdict.wire(), by, at.toString(), words);
    return new Finding(caseNo, verdict, words, by, at, salt, Draw.sha256(row));
  }
}
