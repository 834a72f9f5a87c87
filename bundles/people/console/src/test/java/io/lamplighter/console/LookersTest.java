package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.console.Lookers.Looker;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who looks at which request just now. */
class LookersTest {
  private static final Instant LATER = Samples.AT.plusSeconds(5);

  private Instant now = Samples.AT;
  private final Lookers lookers = new Lookers(() -> now);

  private static Caller person(String name) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(), "33", Set.of());
  }

  private List<Looker> look(String who, String page, String no, boolean unsaved, boolean idle) {
    return lookers.look(person(who), page, no, unsaved, idle).lookers();
  }

  @Test
  void ofSeveralWindowsOneIsMade() {
    look("li", "one", "R1", false, true);
    now = LATER;
    assertEquals(
        List.of(new Looker("li", true, false, Samples.AT)), look("li", "two", "R1", true, false));
    lookers.leave(person("li"), "two");
    assertEquals(
        List.of(new Looker("li", false, true, Samples.AT), new Looker("wang", false, false, LATER)),
        look("wang", "one", "R1", false, false));
  }

  @Test
  void nobodyTakesAnothersPageAway() {
    look("li", "one", "R1", false, false);
    lookers.leave(person("wang"), "one");
    assertEquals(2, look("wang", "two", "R1", false, false).size());
  }

  @Test
  void ofTooManyPagesOfAPersonTheOldestGoes() {
    for (int i = 0; i < 21; i++) {
      look("li", "page-" + i, "R" + i, false, false);
    }
    assertEquals(1, look("wang", "one", "R0", false, false).size());
    assertEquals(2, look("wang", "one", "R1", false, false).size());
  }

  @Test
  void beyondTheLimitForAllOnlyOnesOwnGiveWay() {
    for (int i = 0; i < 250; i++) {
      for (int j = 0; j < 20; j++) {
        look("person-" + i, "page-" + j, "R", false, false);
      }
    }
    assertThrows(Refusal.TooMany.class, () -> look("li", "one", "R", false, false));
    assertEquals(250, look("person-7", "another", "R", false, false).size());
  }

  @Test
  void whoFollowsNothingIsForgottenAfterAWhile() {
    look("li", "one", "R1", false, false);
    look("wang", "one", "R1", false, false);
    lookers.keep(Set.of("li"));
    assertEquals(2, look("li", "one", "R1", false, false).size());
    now = now.plusSeconds(11);
    lookers.keep(Set.of("li"));
    assertEquals(1, look("li", "one", "R1", false, false).size());
  }
}
