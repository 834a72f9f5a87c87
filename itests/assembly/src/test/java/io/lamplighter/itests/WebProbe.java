package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.harness.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands in requests at an even pace over the web channel, and keeps how long each took. */
final class WebProbe implements AutoCloseable {
  private static final int CALLERS = 4;
  private static final long PAUSE_MILLIS = 40;

  private final Client web;
  private final String name;
  private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean over;

  WebProbe(Client web, String name) {
    this.web = web;
    this.name = name;
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(this::call, "web-" + i);
      caller.start();
      callers.add(caller);
    }
  }

  private void call() {
    try {
      while (!over) {
        long begun = System.nanoTime();
        Client.Answer answer = web.tryPost("/api/v1/submissions", body(next.incrementAndGet()));
        nanos.add(System.nanoTime() - begun);
        if (answer.status() != 201) {
          failed.incrementAndGet();
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (Exception e) {
      failed.incrementAndGet();
    }
  }

  private byte[] body(int number) {
    String ref = name + "-" + number;
    return ("{\"channel\":\"web\",\"channelRef\":\"%s\",\"text\":\"停电了\",\"address\":\"%s 号\","
            + "\"region\":\"330602\",\"contact\":{\"phone\":\"13900000001\"}}")
        .formatted(ref, ref)
        .getBytes(UTF_8);
  }

  int failed() {
    return failed.get();
  }

  int calls() {
    return nanos.size();
  }

  /** In milliseconds; of 100 calls, 99 took no longer. */
  double p99() {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get(sorted.size() * 99 / 100) / 1e6;
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread caller : callers) {
      caller.join(40_000);
    }
  }
}
