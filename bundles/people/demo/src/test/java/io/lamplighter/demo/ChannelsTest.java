package io.lamplighter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each channel speaks its own protocol; a call told to wait comes again under the same id. */
class ChannelsTest {
  private static final Call CALL =
      new Call("web", 0, "1", null, "停电了", "33060100017", "王", "139", "越城区1号", null, "330602");
  private final Queue<Integer> answers = new ArrayDeque<>();
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private final Tally tally = new Tally();
  private HttpServer server;
  private Http http;
  private FirstUsers users;
  private Path data;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    data = temporary;
    users = new FirstUsers(data);
    Files.writeString(
        data.resolve("first-users.json"),
        """
        [{"user":"an","password":"p","roles":["agent"],"region":""},
         {"partner":"sms-1","key":"k1","channels":["sms"]},
         {"partner":"web-1","key":"k2","channels":["web"]},
         {"partner":"hotline-1","key":"k3","channels":["hotline"]}]""");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    http = new Http(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  private void send(Channel channel) throws InterruptedException {
    new Sender(new Sender.Patience(Duration.ofMillis(5), Duration.ofMillis(20), 4))
        .send(channel, "demo-1", CALL, tally);
  }

  @Test
  void comesAgainAfter503And429UnderTheSameId() throws Exception {
    answers.addAll(List.of(503, 429, 201));
    send(new WebChannel(http, users));
    assertEquals(3, asked.size());
    assertEquals(1, asked.stream().distinct().count());
    assertTrue(asked.get(0).contains("k2") && asked.get(0).contains("\"demo-1\""), asked.get(0));
    assertTrue(tally.toString().startsWith("sent {web=1}, accepted 1, merged 1, refused 0"));
  }

  @Test
  void givesUpWhatIsRefused() throws Exception {
    answers.add(400);
    send(new WebChannel(http, users));
    assertTrue(tally.toString().contains("accepted 0, merged 0, refused 1, retried 0"));
  }

  @Test
  void nobodyThereIsTriedAgainUpToItsPatience() throws Exception {
    server.stop(0);
    send(new WebChannel(http, users));
    assertTrue(tally.toString().contains("accepted 0, merged 0, refused 1, retried 4"));
  }

  @Test
  void theHotlineSpeaksOpen311() throws Exception {
    send(new HotlineChannel(http, users));
    assertTrue(asked.get(0).startsWith("/open311/v2/requests.json k3 "), asked.get(0));
    assertTrue(asked.get(0).contains("attribute%5Bexternal_id%5D=demo-1"), asked.get(0));
  }

  @Test
  void aBridgeIsThereWhileTheDemoIs() throws Exception {
    Path file = data.resolve("etc/social/demo.properties");
    try (SocialChannel social = new SocialChannel(http, data, Instant::now)) {
      social.register();
      assertTrue(Files.readString(file).startsWith("secret = whsec_"));
      send(social);
      assertTrue(asked.get(0).startsWith("/social/v1/messages/demo "), asked.get(0));
    }
    assertTrue(Files.notExists(file));
  }

  @Test
  void anAgentLogsInOpensTheCallOnceTakesItDownAndClosesIt() throws Exception {
    answers.addAll(List.of(200, 201, 503, 201));
    send(new CallChannel(http, users));
    assertEquals(
        List.of(
            "/api/v1/sessions",
            "/api/v1/calls",
            "/api/v1/calls/C1/take-down",
            "/api/v1/calls/C1/take-down",
            "/api/v1/calls/C1/close"),
        asked.stream().map(one -> one.substring(0, one.indexOf(' '))).toList());
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI().getPath()
            + " "
            + exchange.getRequestHeaders().getFirst("X-Api-Key")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    byte[] body =
        "{\"mergedInto\":\"R1\",\"token\":\"t\",\"call\":{\"callNo\":\"C1\"}}".getBytes(UTF_8);
    Integer status = answers.poll();
    exchange.sendResponseHeaders(status == null ? 200 : status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
