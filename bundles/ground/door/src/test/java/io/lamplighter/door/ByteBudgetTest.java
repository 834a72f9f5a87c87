package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One sum for the whole house, and shares of it. */
class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(new ByteBudget.Shares(1000, 600, 100));

  private static Visitor partner(String name) {
    Caller caller = new Caller(name, Caller.Kind.PARTNER, Set.of(), "", Set.of("web"));
    return new Visitor(caller, "2.2.2.2", false);
  }

  private static Visitor stranger(int network) {
    return new Visitor(Caller.PUBLIC, "1.1.1." + network, false);
  }

  @Test
  void oneCallMayNotHaveMoreThanItsCallersShare() {
    ByteBudget.Claim claim = budget.open(partner("a"));
    claim.take(600);
    Refused refused = assertThrows(Refused.class, () -> claim.take(1));
    assertEquals(413, refused.problem().status());
  }

  @Test
  void norMayHisCallsTogether() {
    budget.open(partner("a")).take(400);
    ByteBudget.Claim other = budget.open(partner("a"));
    assertThrows(Refusal.TooMany.class, () -> other.take(201));
    other.take(200);
    assertEquals(600, budget.held());
  }

  @Test
  void norMayAllTogether() {
    budget.open(partner("a")).take(600);
    ByteBudget.Claim other = budget.open(partner("b"));
    assertThrows(Refusal.Unavailable.class, () -> other.take(401));
    other.take(400);
  }

  @Test
  void strangersLeaveThreeQuartersToTheOthers() {
    budget.open(stranger(1)).take(100);
    budget.open(stranger(2)).take(100);
    ByteBudget.Claim third = budget.open(stranger(3));
    assertThrows(Refusal.Unavailable.class, () -> third.take(51));
    third.take(50);
    budget.open(partner("a")).take(600);
    assertEquals(2, budget.refused() + 1);
  }

  @Test
  void whatIsGivenBackIsThereAgain() {
    for (int i = 0; i < 10; i++) {
      ByteBudget.Claim claim = budget.open(partner("a"));
      claim.take(300);
      claim.take(300);
      claim.close();
      claim.close();
      claim.take(50);
    }
    assertEquals(0, budget.held());
  }
}
