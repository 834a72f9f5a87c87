package io.lamplighter.shell;

import java.security.AccessController;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.Subject;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.boot.principal.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Who has logged in to the shell, as proved at the login. The session's variable {@code USER} says
 * what anybody has written into it.
 *
 * @param roles of {@code users.properties} and {@code keys.properties}
 */
record Login(String name, Set<String> roles) {
  /** May do everything in the shell, as Karaf sees it. */
  static final String ADMIN = "admin";

  Login {
    roles = Set.copyOf(roles);
  }

  /** Whoever the running thread works for; null for nobody. */
  @SuppressWarnings("removal") // Karaf 4.4 passes the login on this way and no other
  static @Nullable Login current() {
    Subject subject = Subject.getSubject(AccessController.getContext());
    return subject == null ? null : of(subject);
  }

  private static @Nullable Login of(Subject subject) {
    return subject.getPrincipals(UserPrincipal.class).stream()
        .findFirst()
        .map(
            user ->
                new Login(
                    user.getName(),
                    subject.getPrincipals(RolePrincipal.class).stream()
                        .map(RolePrincipal::getName)
                        .collect(Collectors.toSet())))
        .orElse(null);
  }

  boolean isAdmin() {
    return roles.contains(ADMIN);
  }

  /** Apart from people, partners and parts of the platform. */
  String actor() {
    return "shell:" + name;
  }
}
