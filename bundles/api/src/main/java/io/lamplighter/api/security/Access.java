package io.lamplighter.api.security;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/** Proves who calls. */
@ProviderType
public interface Access {
  /**
   * Opens a session.
   *
   * @throws io.lamplighter.api.Refusal.Unauthenticated {@code login-wrong} for a wrong name or
   *     password (the same for both), {@code login-locked} after too many failures
   */
  Session logIn(String user, String password);

  /** Ends a session; nothing happens when it has ended already. */
  void logOut(String token);

  /**
   * The person behind a session token.
   *
   * @throws io.lamplighter.api.Refusal.Unauthenticated {@code session-ended} when it is unknown or
   *     has expired
   */
  Caller person(String token);

  /**
   * The partner behind a key.
   *
   * @throws io.lamplighter.api.Refusal.Unauthenticated {@code key-wrong}
   */
  Caller partner(String key);

  /** An open session; the token is shown only here. */
  record Session(String token, Instant expiresAt, Caller caller) {}
}
