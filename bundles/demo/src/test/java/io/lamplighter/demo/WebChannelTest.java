package io.lamplighter.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call told to wait comes again under the same reference; a refused one does not. */
class WebChannelTest {
  private static final Call CALL =
      new Call(0, "00001", null, "停电了", "3306010000017", null, null, null, null, "330602");
  private final Queue<Integer> answers = new ArrayDeque<>();
  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private final Tally tally = new Tally();
  private HttpServer server;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v1/submissions", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void comesAgainAfter503And429UnderTheSameReference() throws Exception {
    answers.addAll(List.of(503, 429, 201));
    channel().send("run", CALL, tally);
    assertEquals(3, bodies.size());
    assertEquals(1, bodies.stream().distinct().count());
    assertTrue(bodies.get(0).contains("\"channelRef\":\"demo-run-00001\""), bodies.get(0));
    assertEquals("sent 1, accepted 1, merged 1, refused 0, retried 2", tally.toString());
  }

  @Test
  void givesUpWhatIsRefused() throws Exception {
    answers.add(400);
    channel().send("run", CALL, tally);
    assertEquals("sent 1, accepted 0, merged 0, refused 1, retried 0", tally.toString());
  }

  @Test
  void nobodyThereIsTriedAgainUpToItsPatience() throws Exception {
    server.stop(0);
    channel().send("run", CALL, tally);
    assertEquals("sent 1, accepted 0, merged 0, refused 1, retried 4", tally.toString());
  }

  @Test
  void keyIsTheOneOfTheChannelsPartner(@TempDir Path data) throws Exception {
    Files.writeString(
        data.resolve("first-users.json"),
        "[{\"user\":\"agent\",\"password\":\"p\",\"roles\":[\"agent\"],\"region\":\"\"},"
            + "{\"partner\":\"a\",\"key\":\"k1\",\"channels\":[\"sms\"]},"
            + "{\"partner\":\"b\",\"key\":\"k2\",\"channels\":[\"web\"]}]");
    assertEquals("k2", PartnerKey.read(data, "web"));
  }

  private WebChannel channel() {
    return new WebChannel(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        () -> "key",
        new WebChannel.Patience(Duration.ofMillis(5), Duration.ofMillis(20), 4));
  }

  private void answer(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] body = "{\"mergedInto\":\"R1\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answers.remove(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
