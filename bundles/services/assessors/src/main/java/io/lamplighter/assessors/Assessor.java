package io.lamplighter.assessors;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Set;

/** Who may do what with samples. */
final class Assessor {
  private static final Role[] READERS = {Role.SUPERVISOR, Role.ASSESSOR, Role.ADMINISTRATOR};

  private Assessor() {}

  static void reads(Caller caller) {
    if (caller.kind() != Caller.Kind.PERSON) {
      caller.require();
    }
    caller.require(READERS);
  }

  /**
   * Nobody who works for the house besides.
   *
   * @throws Refusal.Forbidden {@code role-missing}, {@code sample.not-independent}
   */
  static void assesses(Caller caller) {
    reads(caller);
    caller.require(Role.ASSESSOR);
    if (!caller.roles().equals(Set.of(Role.ASSESSOR))) {
      throw new Refusal.Forbidden(
          "sample.not-independent",
          new Text(
              "An assessor is independent: you have another role besides", "第三方评价人员须独立：您兼有其他角色"));
    }
  }
}
