package io.lamplighter.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a body, before anybody reads it. */
class ContentTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "7bc0a77d",
        "c080",
        "e08080",
        "f0808080",
        "eda080",
        "f4908080",
        "ff",
        "80",
        "e7",
        "e79c",
        "7b0000007b",
        "007b0022",
        "feff007b",
        "e79ce79c81",
        "61e4"
      })
  void octetsThatMeanNothingInUtf8AreRefused(String hex) {
    for (List<byte[]> pieces : everyCut(HexFormat.of().parseHex(hex))) {
      assertThrows(Refusal.Invalid.class, () -> JsonBytes.require(pieces), hex);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"text\":\"整个单元停电了 🔥 é\"}", "\uFEFF{}", "abc"})
  void everythingElseIsTaken(String text) {
    everyCut(text.getBytes(UTF_8)).forEach(JsonBytes::require);
  }

  private static List<List<byte[]>> everyCut(byte[] octets) {
    List<List<byte[]>> cuts = new ArrayList<>(List.of(List.of(octets)));
    for (int i = 1; i < octets.length; i++) {
      cuts.add(
          List.of(Arrays.copyOfRange(octets, 0, i), Arrays.copyOfRange(octets, i, octets.length)));
    }
    List<byte[]> single = new ArrayList<>();
    for (byte octet : octets) {
      single.add(new byte[] {octet});
    }
    cuts.add(single);
    return cuts;
  }

  /** Two million empty objects are six megabytes on the wire, and would be 200 in memory. */
  @Test
  void manySmallThingsAreHeavy() {
    String objects = "{\"a\":[" + "{},".repeat(1000) + "{}]}";
    assertTrue(Weight.of(List.of(objects.getBytes(UTF_8)), true) > 100 * 1000);
    String text = "{\"text\":\"" + "停电".repeat(1000) + "\"}";
    assertTrue(Weight.of(List.of(text.getBytes(UTF_8)), true) < 2 * 6000);
    String tags = "<a/>".repeat(1000);
    assertTrue(Weight.of(List.of(tags.getBytes(UTF_8)), false) > 64 * 1000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON;charset=utf-8",
        "application/problem+json",
        "application/geo+json ; v=1",
        "application/ json",
        "application /json",
        "application/\tjson",
        "*/*",
        "*",
        "application/*",
        "application/*+json",
        "*/json",
        "json",
        "x",
        ""
      })
  void whatMayBeReadAsJsonIsJson(String type) {
    assertTrue(Bodies.isJson(type), type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/xml; charset=utf-8",
        "application/soap+xml;action=\"a/json\"",
        "text/csv",
        "application/rdf+xml",
        "application/x-www-form-urlencoded ; charset=utf-8",
        "application/jsonx"
      })
  void everythingElseIsNone(String type) {
    assertFalse(Bodies.isJson(type), type);
  }

  @Test
  void aBodyComesOutAsItWentIn() throws IOException {
    byte[] octets = new byte[300_000];
    new Random(7).nextBytes(octets);
    ByteBudget budget = new ByteBudget(new ByteBudget.Shares(1 << 22, 1 << 20, 1 << 20));
    Visitor visitor = new Visitor(Caller.PUBLIC, "1.1.1.1", false);
    ArrivingBody arriving =
        new ArrivingBody(
            TestBodies.of(new ByteArrayInputStream(octets)),
            octets.length,
            octets.length,
            budget.open(visitor));
    arriving.takeWhileReady();
    assertEquals(octets.length + 1, budget.held());
    HeldBody body = arriving.whole();
    assertTrue(Arrays.equals(octets, body.readAllBytes()));
    assertEquals(-1, body.read());
    assertTrue(body.isFinished());
  }

  @Test
  void aBodyThatIsReadWhileItComesHasToCome() throws IOException {
    long[] now = {0};
    InputStream slow =
        new InputStream() {
          @Override
          public int read() {
            now[0] += 1_000_000_000;
            return 'a';
          }
        };
    BoundedBody body = new BoundedBody(TestBodies.of(slow), 1 << 20, () -> now[0]);
    for (int i = 0; i < 10; i++) {
      assertEquals('a', body.read());
    }
    assertThrows(BoundedBody.Lost.class, body::read);
  }
}
