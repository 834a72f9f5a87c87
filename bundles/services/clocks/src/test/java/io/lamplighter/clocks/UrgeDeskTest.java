package io.lamplighter.clocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.clocks.Urge;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A supervisor urges, and is owed an answer. */
@NullUnmarked
class UrgeDeskTest {
  private static final Caller SUPERVISOR = ClockDeskTest.person(Role.SUPERVISOR, "3306");
  private static final Caller WANG =
      new Caller("wang", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "3306", Set.of());

  private final ClocksRig rig = new ClocksRig();
  private final UrgeDesk desk =
      new UrgeDesk(
          rig.work,
          rig.journal,
          () -> rig.book,
          rig.time,
          () -> Map.of("wang", "3306", "li", "33", "qian", "3307"),
          () -> {});

  @BeforeEach
  void received() {
    rig.write("request.received", "R1", 0);
    rig.read();
    rig.journal.forget();
  }

  private Urge raise() {
    return desk.raise(SUPERVISOR, "R1", "wang", "请今日答复王先生", Duration.ofMinutes(60));
  }

  @Test
  void theAnswerIsOwedOnAClockOfItsOwnAndTheWordsStayHere() {
    Urge urge = raise();
    assertEquals("running 60", rig.state("R1", UrgeDesk.RULE));
    Urge answered = desk.answer(WANG, urge.id(), urge.version(), "已联系客户");

    assertEquals("已联系客户", answered.answer());
    assertEquals("met 60", rig.state("R1", UrgeDesk.RULE));
    assertEquals(
        List.of("urge.raised", "clock.started", "urge.answered", "clock.met"),
        rig.journal.told().stream().map(fact -> fact.type()).toList());
    assertTrue(
        rig.journal.told().stream().noneMatch(fact -> fact.data().toString().contains("客户")));
    assertEquals(List.of(), desk.find(SUPERVISOR, "R1", null, true, null, 10).items());
    assertEquals(1, desk.find(SUPERVISOR, null, "wang", false, null, 10).items().size());
  }

  @Test
  void anAnswerThatDoesNotComeIsLate() {
    raise();
    rig.fire(61);
    assertEquals("breached 60", rig.state("R1", UrgeDesk.RULE));
  }

  @Test
  void whatHappensToTheRequestDoesNotAnswerIt() {
    raise();
    rig.write("request.dispatched", "R1", 5, "holder", "li");
    rig.write("request.resolved", "R1", 10);
    rig.read();
    assertEquals("running 60", rig.state("R1", UrgeDesk.RULE));
  }

  @Test
  void whoIsNotUrgedDoesNotAnswerAndNobodyTwice() {
    Urge urge = raise();
    Caller li = new Caller("li", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "3306", Set.of());
    assertThrows(Refusal.Forbidden.class, () -> desk.answer(li, urge.id(), null, "x"));
    assertThrows(Refusal.Stale.class, () -> desk.answer(WANG, urge.id(), 7L, "x"));
    desk.answer(WANG, urge.id(), null, "x");
    assertThrows(Refusal.Conflict.class, () -> desk.answer(WANG, urge.id(), null, "y"));
    Caller stranger = ClockDeskTest.person(Role.SUPERVISOR, "3307");
    assertThrows(Refusal.NotFound.class, () -> desk.get(stranger, urge.id()));
    assertThrows(Refusal.NotFound.class, () -> desk.get(SUPERVISOR, "nonsense"));
  }

  @Test
  void nobodyIsUrgedWhoIsNotThere() {
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () -> desk.raise(SUPERVISOR, "R1", "nobody", "x", Duration.ofMinutes(5)));
    assertEquals(List.of("/to"), refusal.errors().stream().map(error -> error.pointer()).toList());
    assertEquals(List.of(), rig.journal.told());
  }

  @Test
  void nobodyIsUrgedWhoCannotSeeIt() {
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class,
            () -> desk.raise(SUPERVISOR, "R1", "qian", "x", Duration.ofMinutes(5)));
    assertEquals(List.of("/to"), refusal.errors().stream().map(error -> error.pointer()).toList());
    assertEquals(List.of(), rig.journal.told());
    desk.raise(SUPERVISOR, "R1", "li", "x", Duration.ofMinutes(5));
  }

  @Test
  void theWordsAreForThoseWhoseWorkIsWithCustomers() {
    Urge urge = raise();
    desk.answer(WANG, urge.id(), null, "已联系客户");

    assertEquals(List.of("请今日答复王先生", "已联系客户"), words("wang", Role.DISPATCHER, urge));
    assertEquals(Arrays.asList(null, null), words("qin", Role.ASSESSOR, urge));
    assertEquals(Arrays.asList(null, null), words("qin", Role.ADMINISTRATOR, urge));
    assertEquals(
        List.of("请今日答复王先生", "已联系客户"),
        words("anna", Role.ADMINISTRATOR, urge),
        "who raised it knows them");
  }

  private List<String> words(String name, Role role, Urge urge) {
    Caller caller = new Caller(name, Caller.Kind.PERSON, Set.of(role), "3306", Set.of());
    SecurityContext security =
        (SecurityContext)
            Proxy.newProxyInstance(
                SecurityContext.class.getClassLoader(),
                new Class<?>[] {SecurityContext.class},
                (proxy, method, arguments) -> caller);
    UrgesResource.UrgeView shown = new UrgesResource(desk).get(urge.id(), security).shown();
    return Arrays.asList(shown.text(), shown.answer());
  }

  @Test
  void whatIsWrongIsNamed() {
    Refusal.Invalid refusal =
        assertThrows(
            Refusal.Invalid.class, () -> desk.raise(SUPERVISOR, "", " ", "", Duration.ZERO));
    assertEquals(
        List.of("/on", "/to", "/text", "/answerWithinMinutes"),
        refusal.errors().stream().map(error -> error.pointer()).toList());
    assertThrows(
        Refusal.Invalid.class,
        () -> desk.raise(SUPERVISOR, "R9", "wang", "x", Duration.ofMinutes(5)));
    assertThrows(
        Refusal.Forbidden.class, () -> desk.raise(WANG, "R1", "li", "x", Duration.ofMinutes(5)));
    assertEquals(List.of(), rig.journal.told());
  }
}
