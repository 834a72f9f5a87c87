package io.lamplighter.console;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.security.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Roles as they are written outside. */
final class RoleWords {
  private static final String ALL =
      Arrays.stream(Role.values()).map(Role::wire).collect(Collectors.joining(", "));

  private RoleWords() {}

  static List<String> of(Set<Role> roles) {
    return roles.stream().sorted().map(Role::wire).toList();
  }

  /** The roles meant; each word that is none is added to {@code errors}. */
  static Set<Role> parse(List<String> words, List<FieldError> errors) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!Arrays.stream(Role.values())
          .filter(role -> role.wire().equals(word))
          .peek(roles::add)
          .findAny()
          .isPresent()) {
        errors.add(FieldError.of("/roles/" + i, "must be one of " + ALL, "须为以下之一：" + ALL));
      }
    }
    return roles;
  }
}
