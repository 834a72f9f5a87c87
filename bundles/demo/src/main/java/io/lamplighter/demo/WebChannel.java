package io.lamplighter.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends calls through the real web channel, as any partner does: a call that finds the platform
 * away or is told to wait is sent again under the same reference, so that it is taken once.
 */
final class WebChannel {
  private static final Logger LOG = LoggerFactory.getLogger(WebChannel.class);

  /** How patient it is: the first wait, the longest wait, and the number of attempts. */
  record Patience(Duration first, Duration longest, int attempts) {}

  static final Patience LIFE = new Patience(Duration.ofMillis(250), Duration.ofSeconds(10), 60);

  /** Gives the key when asked; it may not be there yet. */
  @FunctionalInterface
  interface Key {
    String get() throws IOException;
  }

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI submissions;
  private final Key key;
  private final Patience patience;

  WebChannel(URI base, Key key, Patience patience) {
    submissions = base.resolve("/api/v1/submissions");
    this.key = key;
    this.patience = patience;
  }

  /** Sends one call until it is taken or refused; counts what became of it. */
  void send(String run, Call call, Tally tally) throws InterruptedException {
    byte[] body = body(run, call);
    tally.sent.incrementAndGet();
    Duration wait = patience.first();
    for (int attempt = 1; attempt <= patience.attempts(); attempt++) {
      Duration asked = Duration.ZERO;
      try {
        HttpResponse<byte[]> answer =
            http.send(request(body), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() / 100 == 2) {
          accepted(answer, tally);
          return;
        }
        if (!mayPass(answer.statusCode())) {
          tally.refused.incrementAndGet();
          LOG.warn("Call {} was refused with {}", call.ref(), answer.statusCode());
          return;
        }
        asked = Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(0));
      } catch (IOException e) {
        LOG.debug("Call {} found nobody", call.ref(), e);
      }
      tally.retried.incrementAndGet();
      sleep(asked.compareTo(wait) > 0 ? asked : wait);
      wait = shorter(wait.multipliedBy(2), patience.longest());
    }
    tally.refused.incrementAndGet();
    LOG.warn("Call {} was given up after {} attempts", call.ref(), patience.attempts());
  }

  private static boolean mayPass(int status) {
    return status == 429 || status == 503;
  }

  private void accepted(HttpResponse<byte[]> answer, Tally tally) throws IOException {
    tally.accepted.incrementAndGet();
    JsonNode receipt = json.readTree(answer.body());
    if (receipt.hasNonNull("mergedInto")) {
      tally.merged.incrementAndGet();
    }
  }

  private HttpRequest request(byte[] body) throws IOException {
    return HttpRequest.newBuilder(submissions)
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .header("X-Api-Key", key.get())
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private byte[] body(String run, Call call) {
    ObjectNode body = json.createObjectNode();
    body.put("channel", "web").put("channelRef", "demo-" + run + "-" + call.ref());
    put(body, "kind", call.kind());
    put(body, "text", call.text());
    put(body, "customerNo", call.customerNo());
    if (call.phone() != null) {
      ObjectNode contact = body.putObject("contact");
      put(contact, "name", call.name());
      put(contact, "phone", call.phone());
    }
    put(body, "address", call.address());
    if (call.location() != null) {
      body.putObject("location")
          .put("lon", call.location().lon())
          .put("lat", call.location().lat());
    }
    put(body, "region", call.region());
    try {
      return json.writeValueAsBytes(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(ObjectNode body, String field, @Nullable String value) {
    if (value != null) {
      body.put(field, value);
    }
  }

  private static void sleep(Duration wait) throws InterruptedException {
    Thread.sleep(wait.toMillis() + ThreadLocalRandom.current().nextLong(wait.toMillis() / 4 + 1));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
