package io.lamplighter.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Access.Origin;
import io.lamplighter.api.security.Access.Session;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginsTest {
  private House house;
  private Logins here;
  private Logins there;
  private Staff staff;
  private String password;

  @BeforeEach
  void anna() {
    house = new House();
    Recent recent = house.recent();
    here = house.logins(recent);
    there = house.logins(house.recent());
    staff = house.staff(recent);
    password = staff.addUser(House.administrator(""), "anna", Set.of(Role.DISPATCHER), "3306");
    house.facts.clear();
  }

  @Test
  void aSessionIsGoodOnEveryNode() {
    Session session = here.logIn("anna", password);

    Caller anna = new Caller("anna", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "3306", Set.of());
    assertEquals(anna, session.caller());
    assertEquals(anna, there.person(session.token()));
    assertEquals(house.instant().plus(Duration.ofHours(8)), session.expiresAt());
    assertEquals(List.of("session.opened"), house.types());
  }

  @Test
  void aSessionExpiresAlsoWhileItIsRemembered() {
    Session session = here.logIn("anna", password);
    for (int i = 0; i < 16; i++) {
      here.person(session.token());
      house.pass(Duration.ofMinutes(30).minusSeconds(i == 15 ? 1 : 0));
    }
    here.person(session.token());

    house.pass(Duration.ofSeconds(1));

    assertRefused("session-ended", () -> here.person(session.token()));
  }

  @Test
  void logoutCountsHereAtOnceAndElsewhereWithinFiveSeconds() {
    Session session = here.logIn("anna", password);
    here.person(session.token());
    there.person(session.token());

    here.logOut(session.token());

    assertRefused("session-ended", () -> here.person(session.token()));
    house.pass(Duration.ofSeconds(5));
    assertRefused("session-ended", () -> there.person(session.token()));
    here.logOut(session.token());
    assertEquals(List.of("session.opened", "session.closed"), house.types());
  }

  @Test
  void aNewPasswordEndsTheSessions() {
    Session session = here.logIn("anna", password);
    here.person(session.token());

    String changed = staff.resetPassword(House.administrator(""), "anna");

    assertRefused("session-ended", () -> here.person(session.token()));
    assertRefused("login-wrong", () -> here.logIn("anna", password));
    here.logIn("anna", changed);
  }

  @Test
  void failuresMakeANameWaitLongerAndLongerWhetherSomebodyHasItOrNot() {
    for (String name : List.of("anna", "nobody", "line\u0000feed", "x".repeat(10_000))) {
      fail(name, 5);
      for (int wait = 1; wait < 900; wait = Math.min(900, wait * 2)) {
        assertWaits(wait, () -> here.logIn(name, password));
        assertWaits(wait, () -> there.logIn(name, password));
        house.pass(Duration.ofSeconds(wait));
        fail(name, 1);
      }
      assertWaits(900, () -> here.logIn(name, password));
    }

    house.pass(Duration.ofMinutes(15));

    assertRefused("login-wrong", () -> here.logIn("nobody", password));
    here.logIn("anna", password);
  }

  @Test
  void strangersHoldUpNobodyWhoComesFromWhereHeIsKnown() {
    Origin home = new Origin("10.0.0.1", null);
    Origin browser = new Origin("10.0.0.9", "mark-of-annas-browser");
    here.logIn("anna", password, home);
    here.logIn("anna", password, browser);
    for (int i = 0; i < 60; i++) {
      Origin stranger = new Origin("192.0.2." + i, "guessed-mark-" + i);
      assertThrows(Refusal.class, () -> here.logIn("anna", "guess", stranger));
    }
    // Strangers together have to wait now, also one who never failed.
    assertRefused("too-many", () -> here.logIn("anna", password, new Origin("192.0.2.200", null)));

    here.logIn("anna", password, home);
    there.logIn("anna", password, new Origin("10.0.0.1", "another-browser"));
    // Somebody at her own address fails: her browser is not held up by that either.
    failFrom(new Origin("10.0.0.9", null), 5);
    assertRefused("too-many", () -> here.logIn("anna", password, new Origin("10.0.0.9", null)));
    here.logIn("anna", password, browser);
  }

  @Test
  void fromAKnownOriginNobodyWaitsLongerThanHalfAMinute() {
    Origin home = new Origin("10.0.0.1", null);
    here.logIn("anna", password, home);
    failFrom(home, 5);
    for (int i = 0; i < 10; i++) {
      house.pass(Duration.ofSeconds(30));
      failFrom(home, 1);
    }
    assertWaits(30, () -> here.logIn("anna", password, home));
    house.pass(Duration.ofSeconds(30));
    here.logIn("anna", password, home);
  }

  @Test
  void aMarkOrAddressIsKnownForTheNameThatLoggedInThereOnly() {
    staff.addUser(House.administrator(""), "ben", Set.of(Role.AGENT), "33");
    Origin annas = new Origin("10.0.0.1", "mark");
    here.logIn("anna", password, annas);
    for (int i = 0; i < 50; i++) {
      Origin stranger = new Origin("192.0.2." + i, null);
      assertRefused("login-wrong", () -> here.logIn("ben", "guess", stranger));
    }
    assertRefused("too-many", () -> here.logIn("ben", password, annas));
  }

  @Test
  void aSessionThatIsNotUsedEndsAndLookingIsNoUse() {
    Session session = here.logIn("anna", password);
    for (int i = 0; i < 4; i++) {
      house.pass(Duration.ofMinutes(29));
      here.person(session.token());
    }
    Session watched = there.logIn("anna", password);
    for (int i = 0; i < 30; i++) {
      house.pass(Duration.ofMinutes(1));
      there.look(watched.token());
    }
    here.person(session.token());
    house.pass(Duration.ofMinutes(1));
    assertRefused("session-ended", () -> there.look(watched.token()));
    assertRefused("session-ended", () -> there.person(watched.token()));
    there.person(session.token());
  }

  @Test
  void useOnAnotherNodeKeepsASessionThatIsRememberedHereAsUnused() {
    Session session = here.logIn("anna", password);
    house.pass(Duration.ofMinutes(30).plusSeconds(58));
    here.look(session.token());
    there.person(session.token());
    house.pass(Duration.ofSeconds(3));
    here.person(session.token());
  }

  @Test
  void failuresAreForgottenAfterTheWindowAndAfterASuccess() {
    fail("anna", 4);
    house.pass(Duration.ofMinutes(15));
    fail("anna", 4);
    here.logIn("anna", password);
    fail("anna", 4);
    here.logIn("anna", password);
  }

  @Test
  void aFloodOfGuessesAtOnceGetsFewIn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Callable<String>> guesses = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      guesses.add(() -> assertThrows(Refusal.class, () -> here.logIn("anna", "guess")).code());
    }
    long tried = 0;
    for (Future<String> answer : threads.invokeAll(guesses)) {
      tried += answer.get().equals("login-wrong") ? 1 : 0;
    }
    threads.shutdown();

    int side = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    assertTrue(tried >= 5 && tried < 5 + side, tried + " guesses were compared");
    assertRefused("too-many", () -> here.logIn("anna", password));
  }

  @Test
  void theJournalTellsNoPasswordsAndNoNamesThatNobodyHas() {
    assertRefused("login-wrong", () -> here.logIn("Secret.of.anna1", "guess"));
    fail("anna", 5);

    assertFalse(house.facts.toString().contains("Secret"), house.facts.toString());
    assertFalse(house.facts.toString().contains("guess"));
    assertEquals("unknown", house.facts.get(0).subject());
    assertEquals("user.locked", house.facts.get(house.facts.size() - 1).type());
    assertEquals("anna", house.facts.get(house.facts.size() - 1).subject());
  }

  /** Compared by the median of several: an unknown name must not be told by its quick answer. */
  @Test
  void anUnknownNameTakesAsLong() {
    long known = median("anna");
    long unknown = median("nobody");
    assertTrue(
        unknown > known / 3 && unknown < known * 3, known + " ns known, " + unknown + " unknown");
  }

  @Test
  void tooLongAPasswordIsWrongAndNoError() {
    assertRefused("login-wrong", () -> here.logIn("anna", password + "x".repeat(100)));
    assertRefused("login-wrong", () -> here.logIn("anna", ""));
    assertRefused("login-wrong", () -> here.logIn("anna", "nul\u0000"));
  }

  @Test
  void aFurtherLoginEndsTheOldestSession() {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sessions.add(here.logIn("anna", password));
      house.pass(Duration.ofSeconds(1));
    }
    assertRefused("session-ended", () -> here.person(sessions.get(0).token()));
    sessions.subList(1, 4).forEach(session -> here.person(session.token()));
  }

  @Test
  void whatHasExpiredIsDeleted() {
    here.logIn("anna", password);
    fail("anna", 1);
    house.pass(Duration.ofHours(9));

    here.purge();

    assertEquals(0, count("session"));
    assertEquals(0, count("login_wait"));
  }

  @Test
  void aPartnerIsKnownByItsKeyWithoutAQueryACall() {
    Caller boss = House.administrator("33");
    String key = staff.putPartner(boss, "c17", Set.of("meter"), "3306");
    assertTrue(key.startsWith("lk_"));
    Caller partner = here.partner(key);
    assertEquals(
        new Caller("c17", Caller.Kind.PARTNER, Set.of(), "3306", Set.of("meter")), partner);

    house.work.run(t -> t.connection().createStatement().execute("delete from security.partner"));
    assertEquals(partner, here.partner(key));
    house.pass(Duration.ofSeconds(5));
    assertRefused("key-wrong", () -> here.partner(key));
  }

  @Test
  void aNewKeyCountsAtOnceAndTheOldOneNoMore() {
    Caller boss = House.administrator("33");
    String old = staff.putPartner(boss, "c17", Set.of("meter"), "3306");
    here.partner(old);
    String fresh = staff.putPartner(boss, "c17", Set.of("meter", "web"), "3306");

    assertNotEquals(old, fresh);
    assertRefused("key-wrong", () -> here.partner(old));
    assertEquals(Set.of("meter", "web"), here.partner(fresh).channels());
    for (String strange : Arrays.asList("", "lk_", "nonsense", "lk_\u0000", old + " ")) {
      assertRefused("key-wrong", () -> here.partner(strange));
    }
  }

  private static void assertWaits(long seconds, Runnable call) {
    Refusal.TooMany refusal = assertThrows(Refusal.TooMany.class, call::run);
    assertEquals(Duration.ofSeconds(seconds), refusal.retryAfter());
  }

  private void failFrom(Origin origin, int times) {
    for (int i = 0; i < times; i++) {
      assertRefused("login-wrong", () -> here.logIn("anna", "guess", origin));
    }
  }

  private void fail(String name, int times) {
    for (int i = 0; i < times; i++) {
      assertRefused("login-wrong", () -> here.logIn(name, "guess"));
    }
  }

  private long median(String name) {
    long[] took = new long[5];
    for (int i = 0; i < took.length; i++) {
      house.pass(Duration.ofMinutes(20));
      long begin = System.nanoTime();
      fail(name, 1);
      took[i] = System.nanoTime() - begin;
    }
    Arrays.sort(took);
    return took[took.length / 2];
  }

  private long count(String table) {
    return house.work.call(
        t -> {
          try (Statement statement = t.connection().createStatement();
              ResultSet row = statement.executeQuery("select count(*) from security." + table)) {
            row.next();
            return row.getLong(1);
          }
        });
  }

  static void assertRefused(String code, Runnable call) {
    assertEquals(code, assertThrows(Refusal.class, call::run).code());
  }
}
