package io.lamplighter.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.harness.Await;
import io.lamplighter.harness.Books;
import io.lamplighter.harness.Clients;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * kill -9 of the whole process, and separately of PostgreSQL, at random moments while clients post
 * and concentrators publish: afterwards every acknowledged submission and every acknowledged event
 * is there once, none twice, the journal verifies, and it has recovered by itself.
 */
@ExtendWith(TailOnFailure.class)
class KillIT {
  private static final Duration RECOVERY = Duration.ofSeconds(15);
  private static final Duration RESTART = Duration.ofSeconds(90);
  private static final int CLIENTS = 6;

  private final int kills = Integer.getInteger("kills", 6);
  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<Long> restarts = new ArrayList<>();
  private final List<Long> recoveries = new ArrayList<>();
  private final List<Long> recoveriesOfPostgres = new ArrayList<>();

  @Test
  @Timeout(value = 180, unit = TimeUnit.MINUTES)
  void nothingAcknowledgedIsLostAndNothingIsDoubled() throws Exception {
    System.out.println("KillIT -Dkills=" + kills + " -Dseed=" + seed);
    try (Instance instance = Instance.fresh("kill").with("LAMP_JAVA_OPTS", "")) {
      instance.start().awaitHealthy(Instance.FIRST_START);
      Clients clients =
          new Clients(
              "web", "kill", CLIENTS, instance.client().withKey(instance.users().key("web")));
      String key = instance.users().key("meter");
      EventPublisher modern =
          new EventPublisher(
              "kill5", Concentrator.modern(instance, "kill-5", EventPublisher.USER, key));
      EventPublisher old =
          new EventPublisher(
              "kill3", Concentrator.old(instance, "kill-3", EventPublisher.USER, key));
      try (clients;
          modern;
          old) {
        awaitMore(clients, Duration.ofSeconds(60), 20);
        for (boolean postgres : plan()) {
          Thread.sleep(200 + random.nextInt(1_500));
          if (postgres) {
            killPostgres(instance, clients);
          } else {
            killEverything(instance, clients);
          }
        }
        awaitMore(clients, RECOVERY, 50);
        modern.awaitMore(5);
        old.awaitMore(5);
      }
      System.out.println("KillIT: " + clients + "; " + modern + ", " + old);
      say("restart to health", restarts);
      say("health to first acknowledgement", recoveries);
      say("kill of PostgreSQL to acknowledgement", recoveriesOfPostgres);
      assertEquals(List.of(), clients.oddities(), "what no caller should see");
      assertEquals(0, clients.count(500), "errors of ours: " + clients);
      Books books = new Books(instance);
      books.balance(clients, "web", "kill");
      modern.balance(books);
      old.balance(books);
      books.verifies();
    }
  }

  private static void say(String what, List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    if (!sorted.isEmpty()) {
      System.out.printf(
          "  %s: %d times, median %d ms, longest %d ms%n",
          what, sorted.size(), sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
  }

  /** Three kills of everything for two of PostgreSQL, in random order. */
  private List<Boolean> plan() {
    List<Boolean> plan = new ArrayList<>();
    for (int i = 0; i < kills; i++) {
      plan.add(i % 5 < 2);
    }
    Collections.shuffle(plan, random);
    return plan;
  }

  private void killEverything(Instance instance, Clients clients) throws Exception {
    instance.kill();
    restarts.add(instance.start().awaitHealthy(RESTART).toMillis());
    recoveries.add(awaitMore(clients, RECOVERY, 5).toMillis());
  }

  private void killPostgres(Instance instance, Clients clients) throws Exception {
    assertTrue(instance.killPostgres(), "no PostgreSQL to kill");
    long begun = System.nanoTime();
    // Calls already answered may still be counted; a new server's answers are what is waited for.
    awaitMore(clients, RECOVERY.multipliedBy(2), 25);
    instance.awaitHealthy(RECOVERY);
    recoveriesOfPostgres.add((System.nanoTime() - begun) / 1_000_000);
  }

  private static Duration awaitMore(Clients clients, Duration limit, int more) throws Exception {
    long begun = System.nanoTime();
    int before = clients.acknowledged().size();
    Await.until(limit, clients::toString, () -> clients.acknowledged().size() >= before + more);
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
