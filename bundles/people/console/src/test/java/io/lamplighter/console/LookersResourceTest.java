package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.dispatch.Board;
import io.lamplighter.api.dispatch.Boards;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two dispatchers at one board see each other, as two agents at one request do. */
class LookersResourceTest {
  private static final Caller WANG =
      new Caller("wang", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "33", Set.of());

  private final Boards boards =
      (caller, station, day) -> {
        if (!station.equals("S1") || day == null) {
          throw new Refusal.NotFound("station.unknown", new Text("no", "无"));
        }
        return new Board(station, day, 1, null, List.of(), List.of(), List.of());
      };

  private final Desk desk =
      (Desk)
          Proxy.newProxyInstance(
              Desk.class.getClassLoader(),
              new Class<?>[] {Desk.class},
              (proxy, method, given) -> Samples.request(1));

  private final LookersResource resource =
      new LookersResource(new Lookers(() -> Samples.AT), desk, boards, Samples.house(), () -> {});

  private LookersResource.LookingView shows(
      Caller who, @Nullable String no, @Nullable String plan) {
    LookersResource.Shown shown = new LookersResource.Shown(no, plan, true, false);
    return resource.show(shown, "page-of-" + who.name(), Samples.calls(who));
  }

  @Test
  void whoeverIsAtTheSameBoardIsSeen() {
    assertEquals(1, shows(Samples.DISPATCHER, null, "S1/2026-11-24").lookers().size());
    LookersResource.LookingView both = shows(WANG, null, "S1/2026-11-24");
    assertEquals(
        List.of("li", "wang"),
        both.lookers().stream().map(LookersResource.LookerView::user).toList());
    assertEquals("S1/2026-11-24", both.plan());
    assertNull(both.requestNo());
    assertEquals(1, shows(WANG, null, "S1/2026-11-25").lookers().size(), "another day");

    LookersResource.LookingView request = shows(WANG, "R1", null);
    assertEquals("R1", request.requestNo());
    assertNull(request.plan());
  }

  @Test
  void whatNobodyMaySeeOrIsNoneIsRefused() {
    assertThrows(Refusal.NotFound.class, () -> shows(WANG, null, "S2/2026-11-24"));
    for (String none : List.of("", "S1", "S1/2026-13-24", "/2026-11-24", "S1/2026-11-24/x")) {
      Refusal.Invalid invalid = assertThrows(Refusal.Invalid.class, () -> shows(WANG, null, none));
      assertEquals("/plan", invalid.errors().get(0).pointer(), none);
    }
    Refusal.Invalid neither = assertThrows(Refusal.Invalid.class, () -> shows(WANG, null, null));
    assertEquals("/requestNo", neither.errors().get(0).pointer());
  }
}
