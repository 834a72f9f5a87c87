package io.lamplighter.security;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Slow hashes for passwords that people carry (bcrypt). */
final class Passwords {
  private static final int COST = 10;
  private static final int LONGEST = 72;

  /** Compared with when the name is unknown, so that the answer takes as long. */
  private static final String NOBODYS =
      "$2a$10$sRmB6hs7AmsvzS7gkA/2h.l6IwWOE1sPvoPrm3QIomKP6IMdk5Ydi";

  String hash(String password) {
    return BCrypt.withDefaults().hashToString(COST, password.toCharArray());
  }

  /**
   * @param hash null for an unknown name: takes as long and is false
   */
  boolean match(@Nullable String hash, String password) {
    byte[] typed = password.getBytes(StandardCharsets.UTF_8);
    boolean fits = typed.length <= LONGEST;
    boolean same =
        BCrypt.verifyer()
            .verify(
                fits ? typed : new byte[] {'x'},
                (hash == null ? NOBODYS : hash).getBytes(StandardCharsets.UTF_8))
            .verified;
    return same && fits && hash != null;
  }
}
