package io.lamplighter.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a caller meets at the door, over real connections. */
@Timeout(60)
class WelcomeTest {
  private House house;

  @BeforeEach
  void open() throws Exception {
    house = new House();
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private String answer(String path, String headers, String body) throws IOException {
    try (Wire wire = new Wire(house)) {
      wire.head(path, headers + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n");
      return wire.send(body).answer();
    }
  }

  private static String digest(String body) {
    return Integer.toString(Arrays.hashCode(body.getBytes(UTF_8)));
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }

  @Test
  void whoMayNotCallIsToldBeforeHeHasSentHisBody() throws IOException {
    try (Wire wire = new Wire(house)) {
      wire.head("/things/staff", "Content-Length: 33000000\r\nContent-Type: application/json\r\n");
      assertStatus(401, wire.send("{").answer());
    }
    try (Wire wire = new Wire(house)) {
      wire.head("/things/nobody", House.AGENT + "Transfer-Encoding: chunked\r\n");
      assertStatus(403, wire.send("1\r\nx").answer());
    }
    try (Wire wire = new Wire(house)) {
      wire.head("/things/staff", "Content-Length: 9\r\nExpect: 100-continue\r\n");
      assertStatus(401, wire.answer());
    }
    assertEquals(0, house.budget.held());
  }

  @Test
  void whoMaySendsAndIsAnswered() throws IOException {
    String text = "Content-Type: text/plain\r\n";
    String answer = answer("/things/digest", text, "停电");
    assertStatus(201, answer);
    assertTrue(answer.contains("Location: https://service.example.cn:443/things/6"), answer);
    assertTrue(answer.contains("Cache-Control: no-store"), answer);
    assertTrue(answer.endsWith(digest("停电")), answer);
    String json = House.AGENT + "Content-Type: application/json\r\n";
    assertTrue(answer("/things/staff", json, "{\"a\":1}").endsWith("{\"fields\":1}"));
  }

  @Test
  void aBodyInPiecesIsReadToItsEnd() throws Exception {
    String first = "x".repeat(7000);
    try (Wire wire = new Wire(house)) {
      wire.head("/things/digest", "Content-Type: text/plain\r\nContent-Length: 14000\r\n");
      wire.send(first);
      await(() -> house.bodies.waiting() == 1);
      String answer = wire.send(first).answer();
      assertStatus(201, answer);
      assertTrue(answer.endsWith(digest(first + first)));
      // The same connection serves the next call.
      wire.head("/things/digest", "Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n");
      assertStatus(201, wire.send("3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n").answer());
    }
    await(() -> house.budget.held() == 0);
  }

  @Test
  void limits() throws IOException {
    String text = "Content-Type: text/plain\r\n";
    assertStatus(413, answer("/things/digest", text, "x".repeat(16_385)));
    assertStatus(201, answer("/things/digest", House.AGENT + text, "x".repeat(16_385)));
    try (Wire wire = new Wire(house)) {
      wire.head("/things/digest", text + "Transfer-Encoding: chunked\r\n");
      wire.send("4001\r\n" + "x".repeat(0x4001) + "\r\n");
      assertStatus(413, wire.answer());
      assertTrue(wire.isOver());
    }
  }

  /** Whatever it is, it is no error of ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "text/",
        "a/b/c",
        "text/plain; charset",
        "text/plain; charset=nonsense",
        "text/plain;charset=\"utf-8",
        "text/plain, application/json",
        "image/png"
      })
  void whatCannotBeReadIsNamed(String type) throws IOException {
    String answer = answer("/things/digest", "Content-Type: " + type + "\r\n", "x");
    assertStatus(415, answer);
    assertTrue(answer.contains("urn:lamplighter:problem:media-type"), answer);
  }

  @Test
  void whatIsPackedOrNoUtf8IsRefused() throws IOException {
    String json = House.AGENT + "Content-Type: application/json; charset=utf-8\r\n";
    String packed = answer("/things/staff", json + "Content-Encoding: gzip\r\n", "{}");
    assertStatus(415, packed);
    assertTrue(packed.contains("Accept-Encoding: identity"), packed);
    assertStatus(200, answer("/things/staff", json + "Content-Encoding: identity\r\n", "{}"));
    assertStatus(200, answer("/things/staff", json, "\uFEFF{}"));
    byte[] overlong = {'{', '"', (byte) 0xC0, (byte) 0xA7, '"', ':', '1', '}'};
    try (Wire wire = new Wire(house)) {
      wire.head("/things/staff", json + "Content-Length: " + overlong.length + "\r\n");
      assertStatus(400, wire.send(overlong).answer());
    }
  }

  @Test
  void whatBecomesTooMuchInMemoryIsRefusedBeforeItIsMade() throws Exception {
    String json = House.AGENT + "Content-Type: application/json\r\n";
    assertStatus(413, answer("/things/staff", json, "{\"a\":[" + "{},".repeat(50_000) + "{}]}"));
    assertStatus(413, answer("/things/staff", json, "[" + "[],".repeat(200_000) + "[]]"));
    assertStatus(200, answer("/things/staff", json, "{\"a\":[" + "1,".repeat(50_000) + "1]}"));
    await(() -> house.budget.held() == 0);
  }

  /** JAX-RS takes all of these for JSON, or would let the address say so. */
  @ParameterizedTest
  @CsvSource({
    "/things/staff, */*, 413",
    "/things/staff, application/*, 413",
    "/things/staff, application/ json, 413",
    "/things/staff, anything, 413",
    "/things/staff?_ctype=json, text/xml, 415",
    "/things/staff?_ctype=application/json, text/xml, 415",
  })
  void noOtherNameMakesItLighter(String path, String type, int status) throws Exception {
    String heavy = "{\"a\":[" + "{},".repeat(50_000) + "{}]}";
    String head = House.AGENT + "Content-Type: " + type + "\r\n";
    assertStatus(status, answer(path, head, heavy));
    await(() -> house.budget.held() == 0);
  }

  /** Many more than there are threads; each has sent one octet of what it announced. */
  @Test
  void slowBodiesHoldNoThreadAndAreFewPerAddress() throws Exception {
    List<Wire> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Wire wire = new Wire(house);
        slow.add(wire);
        wire.head("/things/digest", "Content-Type: text/plain\r\nContent-Length: 100\r\n")
            .send("x");
        int waiting = Math.min(i + 1, 32);
        await(() -> house.bodies.waiting() == waiting);
      }
      assertStatus(429, slow.get(59).answer());
      String text = "Content-Type: text/plain\r\n";
      assertStatus(201, answer("/things/digest", House.AGENT + text, "at once"));
      slow.get(0).send("x".repeat(99));
      assertStatus(201, slow.get(0).answer());
    } finally {
      for (Wire wire : slow) {
        wire.close();
      }
    }
    await(() -> house.bodies.waiting() == 0 && house.budget.held() == 0);
  }

  /** However much was announced: it has to come. */
  @Test
  void whoOnlyDripsIsSentAway() throws Exception {
    String head = House.AGENT + "Content-Type: text/plain\r\nContent-Length: 200000\r\n";
    try (Wire dripping = new Wire(house);
        Wire steady = new Wire(house)) {
      dripping.head("/things/digest", head).send("x");
      steady.head("/things/digest", head).send("x".repeat(150_000));
      await(() -> house.bodies.waiting() == 2);
      house.nanos.set(11_000_000_000L);
      assertStatus(408, dripping.send("x").answer());
      steady.send("x".repeat(50_000));
      assertStatus(201, steady.answer());
    }
    await(() -> house.bodies.waiting() == 0 && house.budget.held() == 0);
  }

  @Test
  void whoHangsUpIsForgotten() throws Exception {
    String head = House.AGENT + "Content-Length: 1000\r\nContent-Type: text/plain\r\n";
    try (Wire wire = new Wire(house)) {
      wire.head("/things/digest", head).send("x");
      await(() -> house.bodies.waiting() == 1);
    }
    await(() -> house.bodies.waiting() == 0 && house.budget.held() == 0);
    try (Wire wire = new Wire(house)) {
      wire.head("/things/stream", head).send("x");
      await(() -> house.places.taken(Places.Group.STREAMS) == 1);
      // Two places for streams, one of one caller.
      assertStatus(429, streamed());
    }
    await(() -> streamed().startsWith("HTTP/1.1 200"));
  }

  private String streamed() {
    try {
      return answer("/things/stream", House.AGENT, "abc");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 2000; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("not within 20 seconds");
  }
}
