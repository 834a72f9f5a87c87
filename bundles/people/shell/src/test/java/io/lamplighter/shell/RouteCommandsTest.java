package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lamplighter.api.routes.Letters;
import io.lamplighter.api.routes.Routes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes, and the letters they could not deliver. */
class RouteCommandsTest {
  private static final Routes.Follower FOLLOWER =
      new Routes.Follower("erp", true, 7, Instant.EPOCH, 2, null);
  private static final Routes.RouteSet OUTDATED =
      new Routes.RouteSet(
          "finance",
          "etc/routes/finance.camel.yaml",
          Routes.State.OUTDATED,
          "etc/routes/finance.camel.yaml:7: no component\nnosuch",
          List.of(
              new Routes.Route("out", "journal:erp", 31, 4, 12, "ConnectException", FOLLOWER),
              new Routes.Route("in", "file:/in", 1, 0, 0, null, null)));
  private static final Routes.RouteSet REFUSED =
      new Routes.RouteSet("gis", "etc/routes/gis.camel.xml", Routes.State.REFUSED, "x", List.of());

  private final FakeLetters letters = new FakeLetters();
  private final Terminal terminal =
      new Terminal()
          .give(Routes.class, caller -> List.of(OUTDATED, REFUSED))
          .give(Letters.class, letters);

  @Test
  void routesAreShownWithFiguresAndMistakes() throws Exception {
    String shown = terminal.run(new RoutesCommand());
    String out = shown.lines().filter(line -> line.contains("journal:erp")).findAny().orElse("");
    assertTrue(out.matches(".*outdated.* 31 .* 12 .* 4 .* 7 .* 2 .*ConnectException.*"), shown);
    assertTrue(shown.contains("finance.camel.yaml:7: no component nosuch"), shown);
    assertTrue(shown.lines().anyMatch(line -> line.matches("gis .*refused.*")), shown);

    RoutesCommand json = new RoutesCommand();
    json.json = true;
    JsonNode sets = new ObjectMapper().readTree(terminal.run(json));
    assertEquals("outdated", sets.at("/0/state").asText());
    assertEquals(2, sets.at("/0/routes/0/follower/letters").asInt());
    assertTrue(sets.at("/0/routes/1/follower").isNull());
  }

  @Test
  void lettersAreListedAndOneIsShownInFull() throws Exception {
    letters.add("41", "erp", "no such material");
    letters.add("42", "gis", "refused");
    letters.add("43", "gis", "x".repeat(200) + " statusCode: 404");
    String shown = terminal.run(new LettersCommand());
    assertTrue(shown.contains("no such material") && shown.contains("S42"), shown);
    assertTrue(shown.contains("letter 43: xxx") && shown.contains("statusCode: 404"), shown);

    LettersCommand some = new LettersCommand();
    some.reader = "gis";
    some.json = true;
    assertEquals("42", new ObjectMapper().readTree(terminal.run(some)).at("/0/id").asText());

    LettersCommand one = new LettersCommand();
    one.id = "41";
    JsonNode letter = new ObjectMapper().readTree(terminal.run(one));
    assertEquals("M1", letter.at("/entry/data/material").asText());
  }

  @Test
  void aLetterIsDiscardedForAReason() throws Exception {
    letters.add("41", "erp", "no such material");
    LettersCommand which = new LettersCommand();
    which.discard = "entered by hand";
    assertEquals("Say which letter to discard", terminal.failing(which));

    which.id = "41";
    assertTrue(terminal.run(which).contains("Letter 41 is discarded"));
    assertEquals(List.of("discard 41 entered by hand"), letters.done);
  }

  @Test
  void aLetterIsCorrectedFromAFile(@TempDir Path folder) throws Exception {
    letters.add("41", "erp", "no such material");
    Path file = folder.resolve("letter.json");
    LettersCommand which = new LettersCommand();
    which.correct = file.toString();
    assertEquals("Say which letter to correct", terminal.failing(which));

    which.id = "41";
    assertTrue(terminal.failing(which).startsWith("Cannot read"));
    Files.writeString(file, "[1]");
    assertTrue(terminal.failing(which).startsWith("No JSON object"));
    Files.writeString(file, "{\"material\":\"M2\"}");
    assertTrue(terminal.run(which).contains("Letter 41 is corrected"));
    assertEquals(List.of("correct 41 {material=M2}"), letters.done);

    which.discard = "no";
    assertEquals("Either --correct or --discard", terminal.failing(which));
  }

  @Test
  void someLettersAreReplayedOrThoseOfAReaderOrAll() throws Exception {
    ReplayCommand some = new ReplayCommand();
    some.ids = List.of("41", "42");
    assertTrue(terminal.run(some).contains("2 letters are on their way"));
    ReplayCommand ofOne = new ReplayCommand();
    ofOne.reader = "erp";
    terminal.run(ofOne);
    ReplayCommand all = new ReplayCommand();
    all.all = true;
    terminal.run(all);
    assertEquals(
        List.of("replay [41, 42]", "replay all of erp", "replay all of null"), letters.done);

    all.reader = "erp";
    assertEquals("Name letters, or --reader, or --all", terminal.failing(all));
    assertTrue(terminal.failing(new ReplayCommand()).startsWith("Name letters"));
  }

  @Test
  void withoutRoutesTheyAreSaidNotToRun() {
    assertTrue(new Terminal().failing(new RoutesCommand()).contains("not running"));
  }
}
