package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Seals.Verdict;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sealed block of three entries, verified for a person who watches. */
class WatchedVerificationTest {
  private static final String TOLD =
      "SELECT data::text FROM journal.entry WHERE type = 'journal.verified'";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Node node;

  @SuppressWarnings("NullAway.Init")
  private WatchedVerification verification;

  @BeforeEach
  void seal() throws Exception {
    Node.clean();
    node = new Node();
    node.append("R0", "R1", "R2");
    Node.admit(folder);
    Sealing sealing =
        new Sealing(
            Node.WORK, Node.CLOCK, Node.HOUSE, Node.keys(folder), List.of(), 60_000, () -> {});
    sealing.close();
    verification = new WatchedVerification(Node.WORK, node.journal, sealing);
  }

  @AfterEach
  void close() throws Exception {
    node.close();
  }

  private static Caller caller(Role role) {
    return new Caller("li", Caller.Kind.PERSON, Set.of(role), "33", Set.of());
  }

  @Test
  void itIsWatchedAndWhatItFindsIsOnRecord() {
    List<String> heard = new ArrayList<>();
    Verdict verdict =
        verification.run(
            caller(Role.ASSESSOR),
            (blocks, of) -> {
              heard.add(blocks + " of " + of);
              return true;
            });
    assertTrue(verdict.sound());
    assertEquals(List.of("1 of 1"), heard);
    assertTrue(Node.one(TOLD).contains("\"entries\":3"), Node.one(TOLD));

    Node.sql("UPDATE journal.entry SET subject = 'R9' WHERE subject = 'R1'");
    assertEquals(1, verification.run(caller(Role.SUPERVISOR), (b, of) -> true).findings().size());
    assertTrue(Node.list(TOLD).get(1).contains("\"block\":1"), Node.list(TOLD).get(1));
  }

  @Test
  void whoWantsNoMoreLeavesNothingBehindAndTheNextMayGo() {
    assertThrows(
        CancellationException.class,
        () -> verification.run(caller(Role.INTEGRATOR), (blocks, of) -> false));
    assertEquals(List.of(), Node.list(TOLD));
    assertTrue(verification.run(caller(Role.INTEGRATOR), (blocks, of) -> true).sound());
  }

  @Test
  void oneAtATimeAndNotForEverybody() {
    Caller integrator = caller(Role.INTEGRATOR);
    verification.run(
        integrator,
        (blocks, of) -> {
          assertThrows(Refusal.TooMany.class, () -> verification.run(integrator, (b, o) -> true));
          return true;
        });
    assertThrows(
        Refusal.Forbidden.class, () -> verification.run(caller(Role.AGENT), (b, of) -> true));
  }
}
