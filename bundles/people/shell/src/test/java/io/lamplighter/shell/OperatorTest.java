package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What somebody at the shell may do, and under which name. */
class OperatorTest {
  private final Operator operator =
      new Operator(Set.of(Role.ADMINISTRATOR, Role.AGENT), "33", ZoneId.of("Asia/Shanghai"));

  @Test
  void rightsAreTheLoginsAndNotTheMachines() {
    assertEquals(Set.of(Role.ADMINISTRATOR, Role.AGENT), roles("admin", "ssh", "viewer"));
    assertEquals(Set.of(), roles("viewer", "manager", "ssh", "systembundles"));
    assertEquals(Set.of(Role.DISPATCHER), roles("ssh", "dispatcher"));
    assertEquals(Set.of(), roles("ADMIN", "Administrator "));
  }

  @Test
  void theNameIsThatOfTheLoginWhateverTheSessionSays() throws Exception {
    FakeDesk desk = new FakeDesk();
    Terminal terminal = new Terminal().give(io.lamplighter.api.desk.Desk.class, desk);
    terminal.logIn("li", "ssh", "dispatcher").run(submit());
    Caller asked = (Caller) desk.asked.get(0);
    assertEquals("shell:li", asked.actor());
    assertEquals(Set.of(Role.DISPATCHER), asked.roles());
    String refused = terminal.logIn("").failing(submit());
    assertTrue(refused.contains("Nobody is logged in"), refused);
  }

  @Test
  void theCommandsOfALineAreNamedWithoutTheirArguments() {
    assertEquals(List.of("cat"), Spoken.commands("cat /data/seal.key"));
    assertEquals(List.of("lamp:users", "exec"), Spoken.commands("lamp:users; exec rm -rf x"));
    assertEquals(List.of("a", "exec"), Spoken.commands("a = { exec ls }"));
    assertEquals(List.of("?", "tac"), Spoken.commands("$x | tac -f /etc/passwd"));
    assertEquals(List.of("lamp:requests", "tac"), Spoken.commands("lamp:requests | tac"));
    assertEquals(List.of(), Spoken.commands(" lamp:requests --json "));
    assertEquals(List.of(), Spoken.commands("  "));
  }

  private static SubmitCommand submit() {
    SubmitCommand submit = new SubmitCommand();
    submit.text = List.of("停电");
    return submit;
  }

  private Set<Role> roles(String... roles) {
    Caller caller = operator.caller(new Login("x", Set.of(roles)));
    return caller.roles();
  }
}
