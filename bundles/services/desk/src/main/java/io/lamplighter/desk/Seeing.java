package io.lamplighter.desk;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.dispatch.CrewMembers;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** What of the requests each caller sees. */
final class Seeing {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.CREW, Role.SUPERVISOR, Role.ASSESSOR
  };

  private final Asking<CrewMembers> members;

  /**
   * @param expected whether there is a dispatch, or will be in a moment
   */
  Seeing(CrewMembers members, BooleanSupplier expected) {
    this.members =
        new Asking<>(members, expected, "Meanwhile a crew's requests are its own login's alone");
  }

  /**
   * May ask another part, and wait for it: before a transaction begins, never in one.
   *
   * @throws Refusal.Forbidden when requests are none of the caller's business
   */
  Sight of(Caller caller) {
    if (caller.kind() != Caller.Kind.PARTNER) {
      caller.require(READERS);
    }
    Sight alone = new Sight(caller, caller.name());
    return alone.ownOrdersOnly() ? new Sight(caller, crewOf(caller.name())) : alone;
  }

  private String crewOf(String login) {
    return members.ask(
        dispatch -> Objects.requireNonNullElse(dispatch.crewOf(login), login), () -> login);
  }
}
