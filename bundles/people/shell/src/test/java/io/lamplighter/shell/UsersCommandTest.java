package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UsersCommandTest {
  private final List<String> done = new ArrayList<>();
  private final Terminal terminal = new Terminal().give(Users.class, new FakeUsers());

  @Test
  void listsPeopleAndPartners() throws Exception {
    String shown = terminal.run(new UsersCommand());
    assertTrue(shown.contains("anna") && shown.contains("agent, crew"), shown);
    assertTrue(shown.contains("c17") && shown.contains("meter"), shown);
    UsersCommand json = new UsersCommand();
    json.json = true;
    JsonNode all = new ObjectMapper().readTree(terminal.run(json));
    assertEquals("anna", all.get("users").get(0).get("user").asText());
    assertEquals("meter", all.get("partners").get(0).get("channels").get(0).asText());
  }

  @Test
  void addsResetsAndRemoves() throws Exception {
    UsersCommand add = new UsersCommand();
    add.add = "ben";
    add.roles = "agent, CREW";
    add.region = "";
    assertTrue(terminal.run(add).contains("pw-1"));
    UsersCommand change = new UsersCommand();
    change.change = "ben";
    change.roles = "crew";
    change.region = "33";
    assertEquals("ben has other rights now", terminal.run(change).strip());
    UsersCommand reset = new UsersCommand();
    reset.reset = "ben";
    assertTrue(terminal.run(reset).contains("pw-2"));
    UsersCommand remove = new UsersCommand();
    remove.remove = "ben";
    assertEquals("ben is removed", terminal.run(remove).strip());
    UsersCommand partner = new UsersCommand();
    partner.addPartner = "c18";
    partner.channels = "meter";
    partner.region = "3306";
    partner.json = true;
    assertEquals("lk_1", new ObjectMapper().readTree(terminal.run(partner)).get("key").asText());
    assertEquals(
        List.of(
            "add ben 2 roles in ''",
            "change ben 1 roles in '33'",
            "reset ben",
            "remove ben",
            "put c18 [meter] in '3306'"),
        done);
  }

  @Test
  void saysWhatIsMissingOrTooMuch() {
    UsersCommand add = new UsersCommand();
    add.add = "ben";
    add.roles = "king";
    add.region = "33";
    assertTrue(terminal.failing(add).contains("dispatcher"));
    add.roles = "agent";
    add.region = null;
    assertTrue(terminal.failing(add).contains("--region"));
    add.remove = "anna";
    assertEquals("One thing at a time", terminal.failing(add));
    assertEquals(List.of(), done);
  }

  @Test
  void theOperatorsRightsMustBeReadable() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new Operator(Set.of(Role.AGENT), "Zhejiang", ZoneId.of("UTC")));
  }

  private final class FakeUsers implements Users {
    @Override
    public List<User> users(Caller caller) {
      return List.of(
          new User(
              "anna", Set.of(Role.CREW, Role.AGENT), "33", Instant.parse("2026-11-22T00:00:00Z")));
    }

    @Override
    public List<Partner> partners(Caller caller) {
      return List.of(new Partner("c17", Set.of("meter"), "3306"));
    }

    @Override
    public void changeUser(Caller caller, String name, Set<Role> roles, String region) {
      done.add("change " + name + " " + roles.size() + " roles in '" + region + "'");
    }

    @Override
    public String addUser(Caller caller, String name, Set<Role> roles, String region) {
      done.add("add " + name + " " + roles.size() + " roles in '" + region + "'");
      return "pw-1";
    }

    @Override
    public String resetPassword(Caller caller, String name) {
      done.add("reset " + name);
      return "pw-2";
    }

    @Override
    public void removeUser(Caller caller, String name) {
      done.add("remove " + name);
    }

    @Override
    public String putPartner(Caller caller, String name, Set<String> channels, String region) {
      done.add("put " + name + " " + channels + " in '" + region + "'");
      return "lk_1";
    }

    @Override
    public void removePartner(Caller caller, String name) {
      done.add("remove " + name);
    }
  }
}
