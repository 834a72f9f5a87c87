package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.console.Lookers.Looker;
import io.lamplighter.console.Lookers.Looking;
import io.lamplighter.store.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database: who looks on one is seen on the other. */
class SharedLookersTest {
  private static final Instant LATER = Samples.AT.plusSeconds(5);

  private final UnitOfWork work = TestDatabase.unit("console");
  private Instant now = Samples.AT;
  private final Node one = new Node();
  private final Node two = new Node();

  /** A node, and what those who follow its stream were told last. */
  private final class Node {
    private final Lookers lookers = new Lookers(() -> now);
    private final SharedLookers shared = new SharedLookers(work, lookers, () -> now);
    private final List<Looking> told = new ArrayList<>();

    Node() {
      lookers.listen((users, looking) -> told.add(looking));
    }

    List<Looker> look(String who, String no, boolean unsaved) {
      return lookers.look(person(who), "page-of-" + who, no, unsaved, false).lookers();
    }

    List<Looker> last() {
      return told.get(told.size() - 1).lookers();
    }
  }

  private static Caller person(String name) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(), "33", Set.of());
  }

  @BeforeEach
  void empty() {
    TestDatabase.reset("console");
  }

  private void rounds() {
    one.shared.round();
    two.shared.round();
    one.shared.round();
  }

  @Test
  void whoLooksOnTheOtherNodeIsSeenUntilHeGoes() {
    one.look("li", "R1", false);
    two.look("zhao", "R2", false);
    now = LATER;
    two.look("wang", "R1", true);
    rounds();
    List<Looker> both =
        List.of(new Looker("li", false, false, Samples.AT), new Looker("wang", true, false, LATER));
    assertEquals(both, one.last());
    assertEquals(both, two.last());
    assertEquals(both, one.look("li", "R1", false));

    two.look("wang", "R1", false);
    rounds();
    assertEquals(false, one.last().get(1).unsaved());
    two.lookers.leave(person("wang"), "page-of-wang");
    rounds();
    assertEquals(List.of("li"), one.last().stream().map(Looker::user).toList());
  }

  @Test
  void nothingIsToldWhileNothingChanges() {
    one.look("li", "R1", false);
    two.look("wang", "R1", false);
    rounds();
    int told = one.told.size();
    now = now.plusSeconds(16);
    rounds();
    now = now.plusSeconds(16);
    rounds();
    now = now.plusSeconds(16);
    rounds();
    assertEquals(told, one.told.size());
    assertEquals(2, one.last().size());
  }

  @Test
  void ofANodeThatIsNoMoreNobodyIsBelieved() {
    one.look("li", "R1", false);
    two.look("wang", "R1", false);
    rounds();
    assertEquals(2, one.last().size());
    now = now.plus(SharedLookers.PATIENCE);
    one.shared.round();
    assertEquals(1, one.last().size());
  }

  @Test
  void aNodeThatEndsTakesItsOwnAway() {
    one.look("li", "R1", false);
    two.look("wang", "R1", false);
    rounds();
    two.shared.end();
    one.shared.round();
    assertEquals(1, one.last().size());
  }

  @Test
  void onePersonOnTwoNodesIsOne() {
    one.look("li", "R1", false);
    now = LATER;
    two.look("li", "R1", true);
    rounds();
    assertEquals(List.of(new Looker("li", true, false, Samples.AT)), one.last());
  }
}
