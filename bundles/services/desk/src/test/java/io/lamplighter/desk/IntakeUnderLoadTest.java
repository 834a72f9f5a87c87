package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Many callers on two nodes, sending the same things at the same time. */
@NullUnmarked
class IntakeUnderLoadTest {
  private static final int CALLERS = 12;
  private static final int EACH = 60;
  private static final int IDS = 90;
  private static final int CUSTOMERS = 15;

  @Test
  void oneRequestForEachIdAndOneFirstForEachCustomer() throws Exception {
    long seed = new Random().nextLong();
    System.out.println("IntakeUnderLoadTest seed " + seed);
    TestDesk test = new TestDesk();
    List<DeskService> nodes = List.of(test.desk, test.open());
    Map<String, Set<String>> numbersOfId = new ConcurrentHashMap<>();
    ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Callable<Integer>> callers = new ArrayList<>();
      for (int c = 0; c < CALLERS; c++) {
        Random random = new Random(seed + c);
        DeskService node = nodes.get(c % 2);
        callers.add(() -> send(node, random, numbersOfId));
      }
      int conflicts = 0;
      for (Future<Integer> end : pool.invokeAll(callers)) {
        conflicts += end.get();
      }
      assertTrue(conflicts > 0, "some keys were reused with another content");
    } finally {
      pool.shutdown();
    }
    List<Request> kept = new ArrayList<>();
    String after = null;
    do {
      var page = test.desk.find(Caller.system("test"), TestDesk.query(null, after, 500));
      kept.addAll(page.items());
      after = page.next();
    } while (after != null);

    numbersOfId.forEach(
        (id, numbers) -> assertEquals(1, numbers.size(), "one request for id " + id));
    assertEquals(
        numbersOfId.values().stream().flatMap(Set::stream).collect(Collectors.toSet()),
        kept.stream().map(Request::requestNo).collect(Collectors.toSet()),
        "everything acknowledged is kept, and nothing else");
    Map<String, Integer> firsts = new HashMap<>();
    for (Request request : kept) {
      if (request.state() == RequestState.RECEIVED) {
        firsts.merge(request.customerNo(), 1, Integer::sum);
      }
    }
    firsts.forEach((customer, count) -> assertEquals(1, count, "firsts of " + customer));
    assertEquals(
        kept.size(),
        test.journal.entries().stream().filter(e -> e.type().equals("request.received")).count());
  }

  /** Sends at random; the number of conflicts met. */
  private static int send(DeskService node, Random random, Map<String, Set<String>> numbersOfId) {
    int conflicts = 0;
    for (int i = 0; i < EACH; i++) {
      int id = random.nextInt(IDS);
      // An id belongs to one customer; now and then somebody uses it for another one.
      int customer = random.nextInt(20) == 0 ? (id + 1) % CUSTOMERS : id % CUSTOMERS;
      Submission submission = TestDesk.fault("id-" + id, "c" + customer);
      try {
        Receipt receipt = node.submit(Caller.system("test"), submission);
        numbersOfId
            .computeIfAbsent("id-" + id, key -> ConcurrentHashMap.newKeySet())
            .add(receipt.requestNo());
      } catch (Refusal.Conflict e) {
        conflicts++;
      }
    }
    return conflicts;
  }
}
