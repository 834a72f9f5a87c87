package io.lamplighter.camel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Route files are followed live; the last good version runs on beside a mistake. */
class RouteFolderTest implements RouteFolder.Listener {
  private final RouteContexts contexts = Samples.contexts(null);
  private final Map<String, Hosted> hosted = new HashMap<>();
  private Path folder;
  private int puts;

  @Override
  public void put(RouteFile file) {
    puts++;
    hosted.computeIfAbsent(file.key(), key -> new Hosted(contexts, file)).put(file);
  }

  @Override
  public void gone(String key) {
    Hosted gone = hosted.remove(key);
    assertNotNull(gone);
    gone.close();
  }

  @BeforeEach
  void folder(@TempDir Path temporary) {
    folder = temporary;
  }

  @AfterEach
  void stop() {
    hosted.values().forEach(Hosted::close);
  }

  @Test
  void aFileIsFollowedFromItsComingToItsGoing() throws Exception {
    RouteFolder watched = new RouteFolder(folder, this);
    write("lamps.camel.yaml", route("{{where}}"));
    write("lamps.properties", "where = first\n");
    write("notes.txt", "not a route");
    watched.look();
    assertEquals(0, puts, "it may still be written");
    watched.look();
    assertEquals("first", answer("lamps.camel.yaml"));

    write("lamps.properties", "where = second\n");
    settle(watched);
    assertEquals("second", answer("lamps.camel.yaml"));

    write("lamps.camel.yaml", route("third") + "        - to: nosuch:x\n");
    settle(watched);
    assertEquals("second", answer("lamps.camel.yaml"), "the last good version runs on");
    Hosted lamps = hosted.get("lamps.camel.yaml");
    assertNotNull(lamps);
    assertNotNull(lamps.mistake());

    write("lamps.camel.yaml", route("third"));
    settle(watched);
    assertEquals("third", answer("lamps.camel.yaml"));
    assertNull(lamps.mistake());
    int before = puts;
    settle(watched);
    assertEquals(before, puts, "nothing has changed");

    Files.delete(folder.resolve("lamps.camel.yaml"));
    settle(watched);
    assertNull(hosted.get("lamps.camel.yaml"));
    assertNull(lamps.running());
  }

  @Test
  void aNeighbourIsNotTouched() throws Exception {
    RouteFolder watched = new RouteFolder(folder, this);
    write("a.camel.yaml", route("a"));
    write("b.camel.yaml", route("b"));
    settle(watched);
    Hosted a = hosted.get("a.camel.yaml");
    assertNotNull(a);
    RouteContext before = a.running();
    write("b.camel.yaml", "- route: {");
    settle(watched);
    assertEquals(before, a.running());
    assertEquals("b", answer("b.camel.yaml"));
  }

  @Test
  void theLastGoodVersionOutlivesARestart() throws Exception {
    LastGood lastGood = new LastGood(folder.resolve("good"));
    RouteFolder watched = new RouteFolder(folder, this);
    write("a.camel.yaml", route("{{where}}"));
    write("a.properties", "where = here\n");
    settle(watched);
    Hosted before = hosted.remove("a.camel.yaml");
    assertNotNull(before);
    lastGood.keep((RouteFile) before.newest());
    before.close();

    write("a.camel.yaml", "- route: {");
    settle(new RouteFolder(folder, this));
    Hosted after = hosted.get("a.camel.yaml");
    assertNotNull(after);
    assertNull(after.running());
    lastGood.of("a.camel.yaml").ifPresent(after::fallBackTo);
    assertEquals("here", answer("a.camel.yaml"));
    assertNotNull(after.mistake());
  }

  private static void settle(RouteFolder watched) {
    watched.look();
    watched.look();
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static String route(String answer) {
    return "- route:\n    from:\n      uri: direct:ask\n      steps:\n        - setBody:\n"
        + "            constant: \""
        + answer
        + "\"\n";
  }

  private @Nullable String answer(String key) {
    Hosted set = hosted.get(key);
    assertNotNull(set);
    RouteContext running = set.running();
    assertNotNull(running);
    return running.camel().createProducerTemplate().requestBody("direct:ask", "", String.class);
  }
}
