package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.desk.GroupCommit.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers share transactions, and each hears of its own item only. */
class GroupCommitTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void end() {
    callers.shutdownNow();
  }

  private List<Outcome<String>> commit(List<Integer> items) {
    if (batches.isEmpty()) {
      batches.add(List.copyOf(items));
      await(gate);
    } else {
      batches.add(List.copyOf(items));
    }
    if (items.contains(13)) {
      throw new IllegalArgumentException("bad apple");
    }
    return items.stream().map(item -> Outcome.of("kept " + item)).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Item 0 holds its batch open until the others wait in line. */
  private List<Future<String>> submitWhileBusy(GroupCommit<Integer, String> group, int... items)
      throws InterruptedException {
    List<Future<String>> answers = new ArrayList<>();
    answers.add(callers.submit(() -> group.submit(0)));
    while (batches.isEmpty()) {
      Thread.sleep(1);
    }
    for (int item : items) {
      int before = group.waiting();
      answers.add(callers.submit(() -> group.submit(item)));
      while (group.waiting() == before) {
        Thread.sleep(1);
      }
    }
    gate.countDown();
    return answers;
  }

  @Test
  void whoeverWaitsSharesTheNextBatchUpToItsSize() throws Exception {
    GroupCommit<Integer, String> group = new GroupCommit<>(3, 100, 1, this::commit);
    List<Future<String>> answers = submitWhileBusy(group, 1, 2, 3, 4);
    for (int i = 0; i < 5; i++) {
      assertEquals("kept " + i, answers.get(i).get());
    }
    assertEquals(List.of(List.of(0), List.of(1, 2, 3), List.of(4)), batches);
  }

  @Test
  void aBadAppleFailsOnlyItself() throws Exception {
    GroupCommit<Integer, String> group = new GroupCommit<>(10, 100, 1, this::commit);
    List<Future<String>> answers = submitWhileBusy(group, 12, 13, 14);
    assertEquals("kept 12", answers.get(1).get());
    assertThrows(ExecutionException.class, () -> answers.get(2).get());
    assertEquals("kept 14", answers.get(3).get());
    assertEquals(
        List.of(List.of(0), List.of(12, 13, 14), List.of(12), List.of(13), List.of(14)), batches);
  }

  @Test
  void anAbsentDatabaseIsNotAskedAgainForEach() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    GroupCommit<Integer, String> group =
        new GroupCommit<>(
            10,
            100,
            1,
            items -> {
              if (asked.getAndIncrement() == 0) {
                batches.add(items);
                await(gate);
                return List.of(Outcome.of("kept"));
              }
              throw new Refusal.Unavailable(new Text("away", "不可用"), new RuntimeException());
            });
    List<Future<String>> answers = submitWhileBusy(group, 1, 2, 3);
    for (int i = 1; i <= 3; i++) {
      Future<String> answer = answers.get(i);
      Throwable cause = assertThrows(ExecutionException.class, answer::get).getCause();
      assertTrue(cause instanceof Refusal.Unavailable, String.valueOf(cause));
    }
    assertEquals(2, asked.get());
  }

  @Test
  void aFullLineTurnsFurtherCallersAway() throws Exception {
    GroupCommit<Integer, String> group = new GroupCommit<>(3, 2, 1, this::commit);
    List<Future<String>> answers = new ArrayList<>();
    answers.add(callers.submit(() -> group.submit(0)));
    while (batches.isEmpty()) {
      Thread.sleep(1);
    }
    answers.add(callers.submit(() -> group.submit(1)));
    answers.add(callers.submit(() -> group.submit(2)));
    while (group.waiting() < 2) {
      Thread.sleep(1);
    }
    assertThrows(Refusal.TooMany.class, () -> group.submit(3));
    gate.countDown();
    for (Future<String> answer : answers) {
      assertTrue(answer.get().startsWith("kept"));
    }
  }
}
