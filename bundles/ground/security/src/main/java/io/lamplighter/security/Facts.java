package io.lamplighter.security;

import io.lamplighter.api.security.AccessFact;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users.Partner;

/** What the journal is told of a person's or partner's rights. */
final class Facts {
  private Facts() {}

  static AccessFact.User of(Person person) {
    return new AccessFact.User(
        person.roles().stream().map(Role::wire).sorted().toList(), person.region());
  }

  static AccessFact.Partner of(Partner partner) {
    return new AccessFact.Partner(partner.channels().stream().sorted().toList(), partner.region());
  }
}
