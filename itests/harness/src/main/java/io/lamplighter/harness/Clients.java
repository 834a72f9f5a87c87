package io.lamplighter.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that post without pause and keep books of every acknowledgement. A call that was not
 * acknowledged is sent again under the same reference, as every careful channel does.
 */
public final class Clients implements AutoCloseable {
  private static final List<String> TEXTS =
      List.of("整个单元停电了", "Power is out", "楼道里一股焦味，担心着火", "电表不走了", "🔦 停电");

  private final String channel;
  private final String prefix;
  private final List<Client> to;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
  private final List<String> oddities = new CopyOnWriteArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong refusedSince = new AtomicLong();
  private final AtomicLong refusedNanos = new AtomicLong();
  private volatile long slowest;
  private volatile boolean closed;

  /**
   * @param prefix of the references, so that several loads can be told apart
   * @param to the callers used in turn; of several nodes, one each
   */
  public Clients(String channel, String prefix, int count, Client... to) {
    this.channel = channel;
    this.prefix = prefix;
    this.to = List.of(to);
    for (int i = 0; i < count; i++) {
      int self = i;
      Thread thread = new Thread(() -> post(self), "client-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Number of the request by the channel's reference, of all that were acknowledged. */
  public Map<String, String> acknowledged() {
    return acknowledged;
  }

  /** How often each status was seen; 0 stands for a connection that failed. */
  public Map<Integer, AtomicInteger> statuses() {
    return statuses;
  }

  public int count(int status) {
    return statuses.getOrDefault(status, new AtomicInteger()).get();
  }

  /** Answers that no caller should ever see. */
  public List<String> oddities() {
    return oddities;
  }

  public long slowestMillis() {
    return slowest / 1_000_000;
  }

  /** How long, in all, nobody heard anything but 503. */
  public long refusedMillis() {
    return refusedNanos.get() / 1_000_000;
  }

  private void post(int self) {
    while (!closed) {
      String ref = prefix + "-" + next.incrementAndGet();
      byte[] body = body(ref);
      for (int attempt = 0; !sent(ref, body, self + attempt); attempt++) {
        if (closed) {
          return;
        }
      }
    }
  }

  private boolean sent(String ref, byte[] body, int turn) {
    long begun = System.nanoTime();
    try {
      Client.Answer answer = to.get(turn % to.size()).tryPost("/api/v1/submissions", body);
      slowest = Math.max(slowest, System.nanoTime() - begun);
      count(answer.status(), answer.toString());
      if (answer.status() == 503) {
        refusedSince.compareAndSet(0, System.nanoTime());
      }
      if (answer.status() == 201 || answer.status() == 200) {
        acknowledge(ref, answer.json());
        long since = refusedSince.getAndSet(0);
        refusedNanos.addAndGet(since == 0 ? 0 : System.nanoTime() - since);
        return true;
      }
      if (answer.status() == 503 && answer.header("Retry-After").isEmpty()) {
        oddities.add("503 without Retry-After: " + answer);
      }
      pause(answer.status() == 429 ? 200 : 50);
    } catch (IOException e) {
      count(0, e.toString());
      pause(50);
    }
    return false;
  }

  private void acknowledge(String ref, JsonNode receipt) {
    String no = receipt.get("requestNo").asText();
    String before = acknowledged.put(ref, no);
    if (before != null && !before.equals(no)) {
      oddities.add(ref + " was " + before + " and is now " + no);
    }
  }

  private void count(int status, String what) {
    statuses.computeIfAbsent(status, s -> new AtomicInteger()).incrementAndGet();
    boolean expected =
        status == 201 || status == 200 || status == 503 || status == 429 || status == 0;
    if (!expected && failures.incrementAndGet() <= 20) {
      oddities.add(what);
    }
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] body(String ref) {
    int n = next.get();
    ObjectNode body = Client.JSON.createObjectNode();
    body.put("channel", channel);
    body.put("channelRef", ref);
    body.put("text", TEXTS.get(n % TEXTS.size()));
    body.put("address", "绍兴市越城区" + ref + "号");
    body.put("region", "330602");
    body.putObject("contact").put("name", "王先生").put("phone", "1390000" + (1000 + n % 9000));
    return body.toString().getBytes(UTF_8);
  }

  /** Stops posting and waits for the calls on the way. */
  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      try {
        thread.join(40_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public String toString() {
    return acknowledged.size()
        + " acknowledged, statuses "
        + statuses
        + ", slowest "
        + slowestMillis()
        + " ms";
  }
}
