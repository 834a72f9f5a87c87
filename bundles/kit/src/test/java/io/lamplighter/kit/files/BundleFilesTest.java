package io.lamplighter.kit.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import org.apache.cxf.jaxrs.impl.HttpHeadersImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser gets of a file. */
class BundleFilesTest {
  private BundleFiles files;

  @BeforeEach
  void lay(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("screen-aB3_x-9Q.js"), "plain");
    Files.writeString(folder.resolve("screen-aB3_x-9Q.js.gz"), "zipped");
    Files.writeString(folder.resolve("screen-aB3_x-9Q.js.br"), "brotli");
    Files.writeString(folder.resolve("index.html"), "page");
    Files.writeString(folder.resolve("part.json"), "{}");
    files = new BundleFiles(path -> url(folder.resolve(path)));
  }

  private static @Nullable URL url(Path file) {
    try {
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Response get(String path, String... headers) {
    Response.ResponseBuilder answer = files.answer(path, headers(headers));
    assertNotNull(answer, path);
    return answer.build();
  }

  private static HttpHeaders headers(String... pairs) {
    var all = new java.util.TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < pairs.length; i += 2) {
      all.put(pairs[i], List.of(pairs[i + 1]));
    }
    Message message = new MessageImpl();
    message.put(Message.PROTOCOL_HEADERS, all);
    return new HttpHeadersImpl(message);
  }

  @Test
  void packedAsTheBrowserTakesIt() {
    String name = "screen-aB3_x-9Q.js";
    Response best = get(name, "Accept-Encoding", "gzip, deflate, br, zstd");
    assertArrayEquals("brotli".getBytes(UTF_8), (byte[]) best.getEntity());
    assertEquals("br", best.getHeaderString("Content-Encoding"));
    assertEquals("Accept-Encoding", best.getHeaderString("Vary"));
    Response zipped = get(name, "Accept-Encoding", "br;q=0, gzip;q=0.5");
    assertEquals("gzip", zipped.getHeaderString("Content-Encoding"));
    Response plain = get(name);
    assertArrayEquals("plain".getBytes(UTF_8), (byte[]) plain.getEntity());
    assertNull(plain.getHeaderString("Content-Encoding"));
    assertNotEquals(plain.getHeaderString("ETag"), best.getHeaderString("ETag"));
  }

  @Test
  void keptForEverWhereTheNameHasTheHash() {
    Response hashed = get("screen-aB3_x-9Q.js");
    assertEquals("public, max-age=31536000, immutable", hashed.getHeaderString("Cache-Control"));
    Response page = get("index.html");
    assertEquals("no-cache", page.getHeaderString("Cache-Control"));
    Response again = get("index.html", "If-None-Match", "W/" + page.getHeaderString("ETag"));
    assertEquals(304, again.getStatus());
    assertNull(again.getEntity());
  }

  @Test
  void aPathOfAnyDepthIsOnlyNotThere() {
    assertNull(files.answer("a/".repeat(50_000) + "a.js", headers()));
  }

  @Test
  void nothingElseIsReached() {
    for (String path :
        List.of(
            "none.js", "part.json", "../pom.xml", "./index.html", "/index.html", "a//b.js", "")) {
      assertNull(files.answer(path, headers()), path);
    }
  }

  /** Felix throws this and that while a bundle is updated. */
  @Test
  void whileTheBundleIsReplacedWhoAsksWaits(@TempDir Path folder) throws IOException {
    Path page = Files.writeString(folder.resolve("index.html"), "newer");
    AtomicInteger asked = new AtomicInteger();
    files =
        new BundleFiles(
            path -> {
              if (asked.incrementAndGet() < 5) {
                throw new NullPointerException("no content");
              }
              return url(page);
            });
    assertArrayEquals("newer".getBytes(UTF_8), (byte[]) get("index.html").getEntity());

    files =
        new BundleFiles(
            path -> {
              throw new IllegalStateException("uninstalled");
            });
    assertThrows(Refusal.Unavailable.class, () -> files.answer("index.html", headers()));
  }
}
