package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.console.SavedViews.View;
import io.lamplighter.console.Templates.Template;
import io.lamplighter.store.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Views and templates, on a real database. */
class AidsTest {
  private static final Instant AT = Samples.AT;
  private static final Caller CITY = person("zhou", "3306", Role.SUPERVISOR);
  private static final Caller COUNTY = person("li", "330602", Role.DISPATCHER);
  private static final Caller OTHER = person("wang", "3302", Role.SUPERVISOR);

  private final UnitOfWork work = TestDatabase.unit("console");
  private final SavedViews views = new SavedViews(work);
  private final Templates templates = new Templates(work);

  @BeforeEach
  void empty() {
    TestDatabase.reset("console");
  }

  private static Caller person(String name, String region, Role role) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }

  @Test
  void aViewIsItsPersonsOwnAndTheNameIsTakenOnce() {
    views.put("li", "投诉 · 逾期", "kind=complaint&view=late", AT);
    views.put("li", "城南", "region=330602", AT.plusSeconds(1));
    views.put("li", "投诉 · 逾期", "kind=complaint", AT.plusSeconds(2));
    views.put("wang", "城南", "region=330683", AT);
    assertEquals(
        List.of(new View("投诉 · 逾期", "kind=complaint"), new View("城南", "region=330602")),
        views.of("li"));
    views.remove("li", "城南");
    assertThrows(Refusal.NotFound.class, () -> views.remove("li", "城南"));
    assertEquals(1, views.of("wang").size());
  }

  @Test
  void ofTheTwentyFirstViewThereIsNoRoom() {
    for (int i = 0; i < 20; i++) {
      views.put("li", "view " + i, "", AT);
    }
    assertEquals(
        "views.full",
        assertThrows(Refusal.Conflict.class, () -> views.put("li", "one more", "", AT)).code());
    views.put("li", "view 7", "view=mine", AT);
    views.put("wang", "one more", "", AT);
    assertEquals(20, views.of("li").size());
  }

  @Test
  void whatIsNoQueryIsRefused() {
    for (String bad : new String[] {"view=<b>", "a b", "x=\"", "=".repeat(501), null}) {
      Refusal.Invalid said =
          assertThrows(Refusal.Invalid.class, () -> views.put("li", "v", bad, AT), bad);
      assertEquals(List.of("/query"), pointers(said));
    }
    assertThrows(Refusal.Invalid.class, () -> views.put("li", " ", "", AT));
    assertThrows(Refusal.Invalid.class, () -> views.put("li", "x".repeat(41), "", AT));
  }

  private static List<String> pointers(Refusal.Invalid said) {
    return said.errors().stream().map(FieldError::pointer).toList();
  }

  private static TemplateBody body(@Nullable String region, String zh) {
    return new TemplateBody(region, "回访致歉", "complaint", "close", zh, null);
  }

  @Test
  void aTemplateIsForItsRegionAndBelow() {
    Template made = templates.add(CITY, body(null, "{name}您好"), AT);
    assertEquals("3306", made.region());
    assertEquals(List.of(made), templates.of(COUNTY, 500));
    assertEquals(List.of(made), templates.of(CITY, 500));
    assertEquals(List.of(), templates.of(OTHER, 500));
    assertEquals(made, templates.get(COUNTY, made.id()));
    assertThrows(Refusal.NotFound.class, () -> templates.get(OTHER, made.id()));
    assertThrows(Refusal.NotFound.class, () -> templates.get(COUNTY, "no-id"));
  }

  @Test
  void onlySupervisorsOfTheRegionKeepThem() {
    Template made = templates.add(CITY, body("3306", "一"), AT);
    assertThrows(Refusal.Forbidden.class, () -> templates.add(COUNTY, body(null, "二"), AT));
    assertThrows(Refusal.Forbidden.class, () -> templates.add(CITY, body("3302", "二"), AT));
    Caller county = person("zhao", "330602", Role.SUPERVISOR);
    assertThrows(
        Refusal.Forbidden.class,
        () -> templates.change(county, made.id(), null, body("330602", "二"), AT));
    assertThrows(Refusal.Forbidden.class, () -> templates.remove(county, made.id(), null));
    assertEquals("一", templates.get(CITY, made.id()).zh());
  }

  @Test
  void whoHasNotSeenTheLastOneChangesNothing() {
    Template made = templates.add(CITY, body(null, "一"), AT);
    Template changed = templates.change(CITY, made.id(), 1L, body(null, "二"), AT);
    assertEquals(2, changed.version());
    assertThrows(
        Refusal.Stale.class, () -> templates.change(CITY, made.id(), 1L, body(null, "三"), AT));
    assertThrows(Refusal.Stale.class, () -> templates.remove(CITY, made.id(), 1L));
    templates.remove(CITY, made.id(), 2L);
    assertEquals(List.of(), templates.of(CITY, 500));
  }

  @Test
  void everyBadFieldIsNamed() {
    TemplateBody bad = new TemplateBody("x", " ", "no-kind", "teleport", "x".repeat(2001), " ");
    assertEquals(
        List.of("/region", "/title", "/kind", "/move", "/zh"),
        pointers(assertThrows(Refusal.Invalid.class, () -> templates.add(CITY, bad, AT))));
    TemplateBody empty = new TemplateBody(null, "t", null, null, null, null);
    assertEquals(
        List.of("/zh"),
        pointers(assertThrows(Refusal.Invalid.class, () -> templates.add(CITY, empty, AT))));
  }

  @Test
  void aRegionHasRoomForTwoHundred() {
    for (int i = 0; i < 200; i++) {
      templates.add(CITY, body(null, "t" + i), AT);
    }
    assertThrows(Refusal.Conflict.class, () -> templates.add(CITY, body(null, "more"), AT));
    templates.add(CITY, body("330602", "elsewhere"), AT);
  }
}
