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
   * @return the password, shown only here
   */
  String addUser(Caller caller, String name, Set<Role> roles, String region);

  /** A new random password; ends the person's sessions and lifts a lock. */
  String resetPassword(Caller caller, String name);

  void removeUser(Caller caller, String name);

  /**
   * Adds a partner system with a random key, or gives an existing one a new key and rights.
   *
   * @return the key, shown only here
   */
  String putPartner(Caller caller, String name, Set<String> channels, String region);

  void removePartner(Caller caller, String name);

  record User(String name, Set<Role> roles, String region, @Nullable Instant lockedUntil) {}

  record Partner(String name, Set<String> channels, String region) {}
}
