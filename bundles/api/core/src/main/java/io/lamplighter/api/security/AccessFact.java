package io.lamplighter.api.security;

import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Words;
import java.time.Instant;
import java.util.List;

/** What is written of a user's or partner's access, whose name is the entry's subject. */
public sealed interface AccessFact {
  @FactType(
      value = {"user.added", "user.changed"},
      says = "A user was given these roles.")
  record User(@Words(Role.class) List<String> roles, String region) implements AccessFact {}

  @FactType(
      value = {"partner.added", "partner.changed"},
      says = "A partner was given these channels.")
  record Partner(List<String> channels, String region) implements AccessFact {}

  @FactType(
      value = {"user.removed", "partner.removed", "password.reset"},
      says = "Access was taken away, or has to be proved anew.")
  record Taken() implements AccessFact {}

  @FactType(value = "session.opened", says = "Somebody logged in.")
  record Opened(String session, Instant expiresAt) implements AccessFact {}

  @FactType(value = "session.closed", says = "A session was ended.")
  record Closed(String session) implements AccessFact {}

  /**
   * @param known whether there is such a user
   */
  @FactType(
      value = {"session.refused", "user.locked"},
      says = "A login was refused, or too many were.")
  record Refused(boolean known) implements AccessFact {}
}
