package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lamplighter.harness.Client;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * People who hand in requests and judge each several times, so that the journal gets a stream of
 * entries of which several are about the same subject. What fails is left: the journal itself says
 * what has happened.
 */
final class Storm implements AutoCloseable {
  private static final int WRITERS = 2;
  private static final int JUDGEMENTS = 4;
  private static final long BREATH_MILLIS = 20;

  private final Client web;
  private final Client dispatcher;
  private final String region;
  private final AtomicInteger next = new AtomicInteger();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean over;

  Storm(Client web, Client dispatcher, String region) {
    this.web = web;
    this.dispatcher = dispatcher.with("If-Match", "*");
    this.region = region;
    for (int i = 0; i < WRITERS; i++) {
      Thread writer = new Thread(this::write, "storm-" + i);
      writer.setDaemon(true);
      writers.add(writer);
      writer.start();
    }
  }

  private void write() {
    try {
      while (!over) {
        tell(next.incrementAndGet());
        TimeUnit.MILLISECONDS.sleep(BREATH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(int number) {
    try {
      Client.Answer receipt =
          web.tryPost(
              "/api/v1/submissions",
              Client.JSON.writeValueAsBytes(
                  Map.of(
                      "channel",
                      "web",
                      "channelRef",
                      "storm-" + region + "-" + number,
                      "kind",
                      "fault-repair",
                      "text",
                      "停电",
                      "address",
                      "绍兴市嵊州市风暴村" + number + "号",
                      "region",
                      region)));
      if (receipt.status() == 201) {
        String path = "/api/v1/requests/" + receipt.json().get("requestNo").asText() + "/triage";
        for (int i = 0; i < JUDGEMENTS; i++) {
          dispatcher.tryPost(path, "{}".getBytes(UTF_8));
        }
      }
    } catch (IOException gone) {
      // The journal says what has happened.
    }
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread writer : writers) {
      writer.join(40_000);
    }
  }
}
