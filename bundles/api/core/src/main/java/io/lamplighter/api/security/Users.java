package io.lamplighter.api.security;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Keeps people and partners. Each call needs the role administrator and writes to the journal. */
@ProviderType
public interface Users {
  List<User> users(Caller caller);

  List<Partner> partners(Caller caller);

  /**
   * Adds a person with a random first password.
   *
   * @param name ASCII letters and digits or Chinese characters, 64 at most, and {@code . _ @ -}
   *     after the first; not a part's name, and not one that looks like a person's who is there
   * @return the password, shown only here
   * @throws io.lamplighter.api.Refusal.Conflict {@code user.exists}, {@code name-looks-alike}
   */
  String addUser(Caller caller, String name, Set<Role> roles, String region);

  /**
   * Gives a person other roles or another region; ends the person's sessions.
   *
   * @throws io.lamplighter.api.Refusal.Conflict {@code user.last-administrator}
   */
  void changeUser(Caller caller, String name, Set<Role> roles, String region);

  /** A new random password; ends the person's sessions and lifts a lock. */
  String resetPassword(Caller caller, String name);

  void removeUser(Caller caller, String name);

  /**
   * Adds a partner system with a random key, or gives an existing one a new key and rights.
   *
   * @param name as a person's, in a name space of its own
   * @return the key, shown only here
   * @throws io.lamplighter.api.Refusal.Conflict {@code name-looks-alike}
   */
  String putPartner(Caller caller, String name, Set<String> channels, String region);

  void removePartner(Caller caller, String name);

  /**
   * A person.
   *
   * @param lockedUntil until when somebody who failed under this name has to wait; others need not
   */
  record User(String name, Set<Role> roles, String region, @Nullable Instant lockedUntil) {}

  record Partner(String name, Set<String> channels, String region) {}
}
