package io.lamplighter.security;

import static io.lamplighter.security.LoginsTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.security.Users.Partner;
import io.lamplighter.api.security.Users.User;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class StaffTest {
  private static final Caller EVERYWHERE = House.administrator("");
  private static final Caller SHAOXING = House.administrator("3306");

  private House house;
  private Staff staff;

  @BeforeEach
  void staff() {
    house = new House();
    staff = house.staff(house.recent());
  }

  @Test
  void nobodyButAnAdministratorMay() {
    Caller dispatcher = new Caller("d", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "", Set.of());
    Caller partner = new Caller("p", Caller.Kind.PARTNER, Set.of(), "", Set.of("web"));
    for (Caller caller : List.of(dispatcher, partner)) {
      assertRefused("role-missing", () -> staff.users(caller));
      assertRefused("role-missing", () -> staff.partners(caller));
      assertRefused("role-missing", () -> staff.addUser(caller, "x", Set.of(Role.AGENT), "33"));
      assertRefused("role-missing", () -> staff.resetPassword(caller, "x"));
      assertRefused("role-missing", () -> staff.removeUser(caller, "x"));
      assertRefused("role-missing", () -> staff.putPartner(caller, "x", Set.of("web"), "33"));
      assertRefused("role-missing", () -> staff.removePartner(caller, "x"));
    }
    assertRefused("login-needed", () -> staff.users(Caller.PUBLIC));
    assertEquals(List.of(), house.types());
  }

  @Test
  void anAdministratorKeepsHisRegionOnly() {
    staff.addUser(EVERYWHERE, "hangzhou", Set.of(Role.AGENT), "3301");
    staff.putPartner(EVERYWHERE, "c1", Set.of("meter"), "3301");
    staff.addUser(SHAOXING, "yuecheng", Set.of(Role.AGENT), "330602");

    assertEquals(List.of("yuecheng"), staff.users(SHAOXING).stream().map(User::name).toList());
    assertEquals(List.of(), staff.partners(SHAOXING));
    assertRefused("user.unknown", () -> staff.resetPassword(SHAOXING, "hangzhou"));
    assertRefused("user.unknown", () -> staff.removeUser(SHAOXING, "hangzhou"));
    assertRefused("partner.unknown", () -> staff.removePartner(SHAOXING, "c1"));
    assertRefused("other-region", () -> staff.putPartner(SHAOXING, "c1", Set.of("web"), "3306"));
    assertRefused("other-region", () -> staff.putPartner(SHAOXING, "c2", Set.of("web"), "33"));
    assertRefused("other-region", () -> staff.addUser(SHAOXING, "all", Set.of(Role.AGENT), ""));
    assertEquals(List.of(new Partner("c1", Set.of("meter"), "3301")), staff.partners(EVERYWHERE));
  }

  @Test
  void aUserIsAddedOnceAndTheJournalKnowsHisRights() {
    staff.addUser(EVERYWHERE, "王.一", Set.of(Role.CREW, Role.AGENT), "33");

    assertRefused("user.exists", () -> staff.addUser(EVERYWHERE, "王.一", Set.of(Role.CREW), "33"));
    assertEquals(
        List.of(
            new Fact(
                "user.added",
                "王.一",
                "33",
                "boss",
                Map.of("roles", List.of("agent", "crew"), "region", "33"))),
        house.facts);
    staff.removeUser(EVERYWHERE, "王.一");
    assertEquals(List.of(), staff.users(EVERYWHERE));
    assertEquals(List.of("user.added", "user.removed"), house.types());
  }

  @Test
  void everyBadFieldIsNamed() {
    Refusal.Invalid user =
        assertThrows(
            Refusal.Invalid.class, () -> staff.addUser(EVERYWHERE, "a/#", Set.of(), "Zhejiang"));
    assertEquals(
        List.of("/user", "/region", "/roles"),
        user.errors().stream().map(FieldError::pointer).toList());
    Refusal.Invalid partner =
        assertThrows(
            Refusal.Invalid.class,
            () -> staff.putPartner(EVERYWHERE, "+", Set.of("Web Site"), "33"));
    assertEquals(
        List.of("/partner", "/channels"),
        partner.errors().stream().map(FieldError::pointer).toList());
  }

  @Test
  void namesOfPartsAndOfCharactersThatPassForOthersAreRefused() {
    for (String name :
        List.of(
            "system",
            "SYSTEM",
            "publ1c",
            "Public",
            "desk",
            "lamp",
            "Lamp1lghter",
            "first-start",
            "\u0430nna",
            "ann\u03b1",
            "\uff41nna",
            "anna\u3164",
            "\u115fanna",
            "ann\u0131",
            "\u2f00",
            "anna\u0661",
            "\ud835\udc1anna")) {
      assertEquals(
          "/user", pointer(() -> staff.addUser(EVERYWHERE, name, Set.of(Role.AGENT), "33")), name);
      assertEquals(
          "/partner", pointer(() -> staff.putPartner(EVERYWHERE, name, Set.of("web"), "33")), name);
    }
  }

  private static String pointer(Executable call) {
    return assertThrows(Refusal.Invalid.class, call).errors().get(0).pointer();
  }

  @Test
  void aRegionThatCannotBeIsRefused() {
    for (String region : List.of("3", "033", "33060", "3306022", "33060210", "3306021000")) {
      assertEquals(
          "/region", pointer(() -> staff.addUser(EVERYWHERE, "x", Set.of(Role.AGENT), region)));
      assertEquals(
          "/region", pointer(() -> staff.putPartner(EVERYWHERE, "x", Set.of("web"), region)));
    }
    staff.addUser(EVERYWHERE, "village", Set.of(Role.AGENT), "330602100001");
  }

  @Test
  void aNameThatLooksLikeAnotherIsRefusedAndPeopleAndPartnersAreApart() {
    staff.addUser(EVERYWHERE, "anna.il0", Set.of(Role.AGENT), "33");
    for (String name : List.of("Anna.il0", "anna.1l0", "anna.ilO", "anna.llo", "anna.i1〇")) {
      assertRefused(
          "name-looks-alike", () -> staff.addUser(EVERYWHERE, name, Set.of(Role.AGENT), "33"));
    }
    staff.putPartner(EVERYWHERE, "anna.il0", Set.of("web"), "33");
    assertRefused(
        "name-looks-alike", () -> staff.putPartner(EVERYWHERE, "anna.1l0", Set.of("web"), "33"));
    staff.putPartner(EVERYWHERE, "anna.il0", Set.of("sms"), "33");
  }

  @Test
  void otherRightsEndTheSessionsAndTheLastAdministratorKeepsHis() {
    Recent recent = house.recent();
    Logins logins = house.logins(recent);
    staff = house.staff(recent);
    String password = staff.addUser(EVERYWHERE, "one", Set.of(Role.ADMINISTRATOR), "33");
    String token = logins.logIn("one", password).token();
    assertRefused(
        "user.last-administrator",
        () -> staff.changeUser(EVERYWHERE, "one", Set.of(Role.AGENT), "33"));
    logins.person(token);
    assertRefused(
        "user.unknown", () -> staff.changeUser(SHAOXING, "one", Set.of(Role.AGENT), "3306"));

    staff.addUser(EVERYWHERE, "two", Set.of(Role.ADMINISTRATOR), "33");
    staff.changeUser(EVERYWHERE, "one", Set.of(Role.ADMINISTRATOR, Role.CREW), "3306");

    assertRefused("session-ended", () -> logins.person(token));
    Caller one = logins.logIn("one", password).caller();
    assertEquals(Set.of(Role.ADMINISTRATOR, Role.CREW), one.roles());
    assertEquals("3306", one.region());
    assertEquals("user.changed", house.types().get(3));
  }

  @Test
  void theLastAdministratorOfARegionStays() {
    staff.addUser(EVERYWHERE, "one", Set.of(Role.ADMINISTRATOR), "33");
    staff.addUser(EVERYWHERE, "county", Set.of(Role.ADMINISTRATOR), "330602");
    assertRefused("user.last-administrator", () -> staff.removeUser(EVERYWHERE, "one"));
    assertRefused(
        "user.last-administrator",
        () -> staff.changeUser(EVERYWHERE, "one", Set.of(Role.AGENT), "33"));
    assertRefused(
        "user.last-administrator",
        () -> staff.changeUser(EVERYWHERE, "one", Set.of(Role.ADMINISTRATOR), "3306"));
    staff.changeUser(EVERYWHERE, "one", Set.of(Role.ADMINISTRATOR, Role.AGENT), "33");

    staff.addUser(EVERYWHERE, "two", Set.of(Role.ADMINISTRATOR), "");
    staff.removeUser(EVERYWHERE, "one");
    staff.removeUser(EVERYWHERE, "county");
    assertRefused("user.last-administrator", () -> staff.removeUser(EVERYWHERE, "two"));
  }

  @Test
  void aLockIsShownAndLiftedByANewPassword() {
    Recent recent = house.recent();
    Logins logins = house.logins(recent);
    staff.addUser(EVERYWHERE, "anna", Set.of(Role.AGENT), "33");
    for (int i = 0; i < 5; i++) {
      assertRefused("login-wrong", () -> logins.logIn("anna", "guess"));
    }
    assertEquals(
        house.instant().plus(Duration.ofSeconds(1)), staff.users(EVERYWHERE).get(0).lockedUntil());

    String password = staff.resetPassword(EVERYWHERE, "anna");

    assertNull(staff.users(EVERYWHERE).get(0).lockedUntil());
    logins.logIn("anna", password);
  }
}
