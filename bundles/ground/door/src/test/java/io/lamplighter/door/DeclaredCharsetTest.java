package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.door.MayCall;
import io.lamplighter.api.door.Resource;
import io.lamplighter.kit.neighbour.Gate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is what its sender says it is. */
class DeclaredCharsetTest {
  /** Says in hex what it was given. */
  @Path("/")
  public static final class Texts implements Resource {
    @POST
    @Path("streams")
    @Consumes("text/csv")
    @MayCall(value = "public", streams = true)
    public String stream(InputStream body) throws IOException {
      return HexFormat.of().formatHex(body.readAllBytes());
    }

    @POST
    @Path("holds")
    @Consumes("text/csv")
    @MayCall("public")
    public String whole(byte[] body) {
      return HexFormat.of().formatHex(body);
    }
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "; charset=GB18030|GB18030",
        ";charset=\"gbk\"|GBK",
        ";charset=utf-16|UTF-16",
        ";charset=utf-8|UTF-8",
        "''|UTF-8"
      },
      delimiter = '|')
  void whatIsDeclaredCounts(String param, String charset) throws Exception {
    byte[] sent = "府山网格,1\r\n".getBytes(Charset.forName(charset));
    String hex = HexFormat.of().formatHex("府山网格,1\r\n".getBytes(StandardCharsets.UTF_8));

    for (String path : new String[] {"streams", "holds"}) {
      String answer = call(path, "text/csv" + param, sent);
      assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
      assertTrue(answer.endsWith(hex), answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"klingon-8", "utf-99"})
  void aCharsetThatNobodyKnowsIsRefused(String charset) throws Exception {
    String answer = call("streams", "text/csv;charset=" + charset, new byte[] {'a'});
    assertTrue(answer.startsWith("HTTP/1.1 415"), answer);
  }

  private static String call(String path, String type, byte[] body) throws Exception {
    try (House house = new House(new Texts(), new Gate<>(new Semaphore(0)));
        Wire wire = new Wire(house)) {
      String length = "Content-Length: " + body.length + "\r\n";
      wire.head("/things/" + path, "Content-Type: " + type + "\r\n" + length);
      return wire.send(body).answer();
    }
  }

  @Test
  void whatIsNoTextStaysNone() throws IOException {
    byte[] sent = {'a', (byte) 0x81, (byte) 0x20, (byte) 0xC4, (byte) 0xE3, (byte) 0xFF};
    Utf8Stream read = new Utf8Stream(new ByteArrayInputStream(sent), Charset.forName("GBK"));

    String text = new String(read.readAllBytes(), StandardCharsets.UTF_8);

    assertEquals("a\uFFFD 你\uFFFD", text);
  }

  @Test
  void aLongTextComesWhole() throws IOException {
    String text = "a" + "🔥停电".repeat(10_000);
    byte[] sent = text.getBytes(StandardCharsets.UTF_16BE);
    InputStream read = new Utf8Stream(new ByteArrayInputStream(sent), StandardCharsets.UTF_16BE);

    assertArrayEquals(text.getBytes(StandardCharsets.UTF_8), read.readAllBytes());
  }
}
