package io.lamplighter.security;

import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users.Partner;
import java.util.Map;

/** What the journal is told of a person's or partner's rights. */
final class Facts {
  private Facts() {}

  static Map<String, ?> of(Person person) {
    return Map.of(
        "roles", person.roles().stream().map(Role::wire).sorted().toList(),
        "region", person.region());
  }

  static Map<String, ?> of(Partner partner) {
    return Map.of(
        "channels", partner.channels().stream().sorted().toList(), "region", partner.region());
  }
}
