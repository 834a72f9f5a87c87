package io.lamplighter.api.security;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Proves who calls. */
@ProviderType
public interface Access {
  /** As {@link #logIn(String, String, Origin)} of somebody of whom nothing else is known. */
  default Session logIn(String user, String password) {
    return logIn(user, password, Origin.UNKNOWN);
  }

  /**
   * Opens a session. Wrong passwords make the next attempt wait longer and longer, counted by name
   * and origin, so that strangers hold up nobody who comes from where that name is known.
   *
   * @throws io.lamplighter.api.Refusal.Unauthenticated {@code login-wrong} for a wrong name or
   *     password (the same for both)
   * @throws io.lamplighter.api.Refusal.TooMany when the origin or the name has to wait; the
   *     password was not looked at
   */
  Session logIn(String user, String password, Origin origin);

  /** Ends a session; nothing happens when it has ended already. */
  void logOut(String token);

  /**
   * The person behind a session token. Counts as use of the session.
   *
   * @throws io.lamplighter.api.Refusal.Unauthenticated {@code session-ended} when it is unknown,
   *     has expired, or was not used for too long
   */
  Caller person(String token);

  /**
   * As {@link #person}, for what looks by itself whether the session is still there: it keeps
   * nobody's session alive.
   */
  Caller look(String token);

  /**
   * The partner behind a key.
   *
   * @throws io.lamplighter.api.Refusal.Unauthenticated {@code key-wrong}
   */
  Caller partner(String key);

  /**
   * Tells of everybody whose session, key or rights may have changed or ended, on this node or
   * another. Whoever asks {@link #look} or {@link #partner} after that hears what is true now.
   *
   * @param changed quick, must not throw
   * @return close to end it
   */
  Watch watch(Consumer<Change> changed);

  /** An open session; the token is shown only here. */
  record Session(String token, Instant expiresAt, Caller caller) {}

  /**
   * Where a login comes from.
   *
   * @param address the client's, a whole network for IPv6 (/64); empty when nothing is known of it
   * @param device a random mark that the client keeps from its first login on; null without one
   */
  record Origin(String address, @Nullable String device) {
    public static final Origin UNKNOWN = new Origin("", null);
  }

  /** Somebody of whom something may have changed: a person or a partner. */
  record Change(Caller.Kind kind, String name) {}

  /** A running {@link #watch}. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
