package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Readers.Status;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FollowersTest {
  private static final Caller INTEGRATOR =
      new Caller("li", Caller.Kind.PERSON, Set.of(Role.INTEGRATOR), "33", Set.of());

  private Node node;

  @BeforeEach
  void start() {
    Node.clean();
    node = new Node();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aLateCommitIsNeitherSkippedNorHoldsUpWhatFollows() throws Exception {
    node.followers.add(new Node.Effects("late"));
    CountDownLatch wrote = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Thread slow =
        new Thread(
            () ->
                Node.WORK.run(
                    t -> {
                      node.append(t, "slow");
                      wrote.countDown();
                      go.await();
                    }));
    slow.start();
    wrote.await();
    for (int i = 0; i < 20; i++) {
      node.append("fast" + i);
    }
    // The fast ones are committed but not yet read: the slow one comes before them.
    assertEquals(20, node.status("late").behind());
    assertEquals(0, Node.effects("late"));
    go.countDown();
    slow.join();
    Node.await("all 21", () -> Node.effects("late") == 21);
    node.append("after");
    Node.await("the one after", () -> Node.effects("late") == 22);
    Node.assertExactlyOnce("late", "");
    assertEquals(
        "slow",
        node.journal
            .read(Caller.system("test"), Cursor.START, Set.of(), 1)
            .items()
            .get(0)
            .subject());
  }

  @Test
  void onlyAReaderThatIsGoneIsForgotten() throws Exception {
    Node.Effects gone = new Node.Effects("gone");
    node.followers.add(gone);
    node.append("one");
    Node.await("read", () -> Node.effects("gone") == 1);
    assertEquals("reader.running", refusal("gone"));
    node.followers.remove(gone);
    assertTrue(node.status("gone").present(), "another node may have it");
    assertEquals("reader.running", refusal("gone"));
    Node.sql("UPDATE journal.reader SET seen_at = now() - interval '1 minute'");
    assertFalse(node.status("gone").present());
    Caller county = new Caller("wu", Caller.Kind.PERSON, INTEGRATOR.roles(), "330109", Set.of());
    assertEquals("other-region", refusal(county, "gone"));
    assertEquals("other-region", refusal(county, "nobody"));
    node.followers.forget(INTEGRATOR, "gone");
    assertEquals(
        "reader.forgotten gone 33 li",
        Node.one(
            "SELECT type || ' ' || subject || ' ' || region || ' ' || actor FROM journal.entry"
                + " ORDER BY position DESC LIMIT 1"));
    assertEquals("reader.unknown", refusal("gone"));
  }

  private String refusal(String reader) {
    return refusal(INTEGRATOR, reader);
  }

  private String refusal(Caller caller, String reader) {
    return assertThrows(Refusal.class, () -> node.followers.forget(caller, reader)).code();
  }

  @Test
  void aFailingReaderShowsWhyHoldsUpNobodyAndGoesOnWhenMended() {
    AtomicBoolean broken = new AtomicBoolean(true);
    node.followers.add(
        new Node.Effects("bad") {
          @Override
          public void handle(Transaction transaction, List<Entry> batch) throws Exception {
            super.handle(transaction, batch);
            if (broken.get() && batch.stream().anyMatch(e -> e.subject().equals("R7"))) {
              throw new IllegalStateException("R7 is not for me\nDetail: Key (phone)=(1380) is");
            }
          }
        });
    node.followers.add(new Node.Effects("good"));
    for (int i = 0; i < 10; i++) {
      node.append("R" + i);
    }
    Node.await("good has all", () -> Node.effects("good") == 10);
    Node.await("those before the bad one", () -> Node.effects("bad") == 7);
    Node.await("the third failure", () -> node.status("bad").failures() >= 3);
    Status status = node.status("bad");
    assertTrue(status.present());
    assertEquals("java.lang.IllegalStateException: R7 is not for me", status.lastError());
    assertTrue(status.retryAt() != null);
    assertEquals(3, status.behind());
    assertTrue(status.lag().compareTo(Duration.ZERO) > 0);
    broken.set(false);
    Node.await("bad has all", () -> Node.effects("bad") == 10);
    Node.await("all is well", () -> node.status("bad").failures() == 0);
    assertNull(node.status("bad").lastError());
    Node.assertExactlyOnce("bad", "");
  }

  @Test
  void twoNodesShareAReaderAndTheOtherTakesOver() throws Exception {
    try (Node other = new Node()) {
      Node.Effects here = new Node.Effects("shared");
      node.followers.add(here);
      other.followers.add(new Node.Effects("shared"));
      for (int i = 0; i < 100; i++) {
        (i % 2 == 0 ? node : other).append("R" + i);
      }
      Node.await("all 100", () -> Node.effects("shared") == 100);
      node.followers.remove(here);
      node.append("alone1", "alone2");
      Node.await("the other took over", () -> Node.effects("shared") == 102);
      Node.assertExactlyOnce("shared", "");
      assertTrue(node.status("shared").present(), "runs elsewhere");
      assertTrue(other.status("shared").present());
    }
  }

  @Test
  void onlyWantedTypesAndTheCursorPassesTheOthers() {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 12_500; i++) {
      facts.add(Node.fact(i % 5000 == 4999 ? "request.closed" : "noise.made", "S" + i));
    }
    node.followers.add(new Node.Effects("picky", "request.closed"));
    Node.WORK.run(t -> node.journal.append(t, "desk", facts));
    Node.await("both", () -> Node.effects("picky") == 2);
    Node.assertExactlyOnce("picky", "WHERE type = 'request.closed'");
    Node.await(
        "the durable cursor passed", () -> node.status("picky").cursor().position() > 10_000);
    assertEquals(0, node.status("picky").behind());
  }

  @Test
  void aReaderMayBeginAtTheEnd() {
    node.append("old");
    Node.Effects late =
        new Node.Effects("newcomer") {
          @Override
          public boolean fromStart() {
            return false;
          }
        };
    node.followers.add(late);
    Node.await("it is there", () -> !node.followers.all().isEmpty());
    node.append("new");
    Node.await("the new one", () -> Node.effects("newcomer") == 1);
    Node.assertExactlyOnce("newcomer", "WHERE subject = 'new'");
  }

  @Test
  void takingAReaderAwayWaitsForItsBatch() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Node.Effects slow =
        new Node.Effects("slow") {
          @Override
          public void handle(Transaction transaction, List<Entry> batch) throws Exception {
            inside.countDown();
            go.await();
            super.handle(transaction, batch);
          }
        };
    node.followers.add(slow);
    node.append("R1");
    inside.await();
    Thread leaving =
        new Thread(
            () -> {
              try {
                node.followers.remove(slow);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    leaving.start();
    Node.await("it waits", () -> leaving.getState() == Thread.State.TIMED_WAITING);
    go.countDown();
    leaving.join(TimeUnit.SECONDS.toMillis(20));
    assertEquals(1, Node.effects("slow"));
  }

  @Test
  void anOperatorMaySetACursorBack() {
    node.followers.add(new Node.Effects("again"));
    node.append("R1", "R2");
    Node.await("both", () -> Node.effects("again") == 2);
    Node.sql("UPDATE journal.reader SET xid = '0', position = 0 WHERE name = 'again'");
    node.append("R3");
    Node.await("two again and the third", () -> Node.effects("again") == 5);
  }
}
