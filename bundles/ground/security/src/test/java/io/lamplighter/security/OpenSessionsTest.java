package io.lamplighter.security;

import static io.lamplighter.security.LoginsTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Access.Change;
import io.lamplighter.api.security.Access.Origin;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Sessions.Open;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenSessionsTest {
  private static final Caller EVERYWHERE = House.administrator("");

  private final List<Change> told = new ArrayList<>();
  private House house;
  private Logins logins;
  private OpenSessions sessions;
  private String anna;
  private Caller annaHerself;
  private Caller ben;

  @BeforeEach
  void twoAtWork() {
    house = new House();
    Recent recent = house.recent();
    Changes changes = new Changes(recent);
    logins = house.logins(recent, changes);
    sessions = new OpenSessions(house.work, house.journal, changes);
    Staff staff = house.staff(recent);
    String password = staff.addUser(EVERYWHERE, "anna", Set.of(Role.CREW), "330602");
    anna = logins.logIn("anna", password, new Origin("10.0.0.1", null)).token();
    annaHerself = logins.person(anna);
    house.pass(Duration.ofSeconds(1));
    ben =
        logins.logIn("ben", staff.addUser(EVERYWHERE, "ben", Set.of(Role.AGENT), "3301")).caller();
    logins.watch(told::add);
    house.facts.clear();
  }

  @Test
  void everybodySeesHisOwnAndAnAdministratorHisRegions() {
    assertEquals(List.of("anna"), users(annaHerself, null));
    assertEquals(List.of(), users(annaHerself, "ben"));
    assertEquals(List.of("ben", "anna"), users(EVERYWHERE, null));
    assertEquals(List.of("anna"), users(EVERYWHERE, "anna"));
    assertEquals(List.of("anna"), users(House.administrator("3306"), null));
    assertEquals("10.0.0.1", sessions.open(annaHerself, null).get(0).address());
    Caller partner = new Caller("anna", Caller.Kind.PARTNER, Set.of(), "", Set.of("web"));
    assertRefused("role-missing", () -> sessions.open(partner, null));
    assertRefused("login-needed", () -> sessions.open(Caller.PUBLIC, null));
  }

  @Test
  void oneIsEndedAtOnceByWhoMayAndTheJournalKnowsIt() {
    String id = sessions.open(annaHerself, null).get(0).id();
    assertRefused("session.unknown", () -> sessions.end(ben, id));
    assertRefused("session.unknown", () -> sessions.end(House.administrator("3301"), id));
    assertRefused("session.unknown", () -> sessions.end(EVERYWHERE, "'; --"));
    logins.look(anna);

    sessions.end(EVERYWHERE, id);

    assertRefused("session-ended", () -> logins.look(anna));
    assertEquals(List.of(new Change(Caller.Kind.PERSON, "anna")), told);
    Fact closed = house.facts.get(0);
    assertEquals(
        "session.closed anna boss", closed.type() + " " + closed.subject() + " " + closed.actor());
    assertRefused("session.unknown", () -> sessions.end(EVERYWHERE, id));
  }

  private List<String> users(Caller caller, @Nullable String user) {
    return sessions.open(caller, user).stream().map(Open::user).toList();
  }
}
