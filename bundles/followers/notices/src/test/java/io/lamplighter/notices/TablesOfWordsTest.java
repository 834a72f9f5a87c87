package io.lamplighter.notices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a company may edit: words, ways, quiet hours; a mistake is named with its line. */
class TablesOfWordsTest {
  private static final String HEAD = "event,channel,when,answer,zh,en\n";

  @Test
  void theFirstLineThatFitsCounts() {
    Templates templates =
        Templates.parse(
            "t", HEAD + "request.closed,vip,any,-,贵宾{no},Sir, {no}\nrequest.closed,*,day,-,甲,A\n");
    assertEquals(
        "Sir, 7",
        templates
            .of("request.closed", "vip")
            .orElseThrow()
            .filled(Map.of("no", "7"))
            .orElseThrow()
            .en());
    assertEquals(
        "甲", templates.of("request.closed", "web").orElseThrow().words().orElseThrow().zh());
    assertTrue(templates.of("request.opened", "web").isEmpty());
  }

  @Test
  void aMistakeIsNamed() {
    for (String line :
        List.of(
            "notice.sent,*,any,-,甲,A",
            "request.closed,*,never,-,甲,A",
            "request.closed,*,any,yes,甲,A",
            "request.closed,*,any,-,甲{phone},A",
            "request.closed,*,any,-,甲,-",
            "request.closed,*,any,-,甲")) {
      Exception mistake =
          assertThrows(IllegalArgumentException.class, () -> Templates.parse("t.csv", HEAD + line));
      String said = String.valueOf(mistake.getMessage());
      assertTrue(said.startsWith("t.csv line 2: "), said);
    }
    assertThrows(IllegalArgumentException.class, () -> Ways.parse("w", "channel,ways\na,b\na,c\n"));
  }

  @Test
  void anOlderTableHasTheShippedWordsForThoseWhoAreNotAsked(@TempDir Path own) throws IOException {
    String asking = "request.resolved,*,day,score,甲,A\n";
    Files.writeString(own.resolve("templates.csv"), HEAD + asking);
    Templates older = Templates.load(own);
    assertFalse(older.notAsking("request.resolved", "web").orElseThrow().asksForScore());
    assertTrue(older.notAsking("request.closed", "web").isEmpty());
    Files.writeString(
        own.resolve("templates.csv"), HEAD + asking + "request.resolved,*,day,not-asked,-,-\n");
    assertTrue(Templates.load(own).notAsking("request.resolved", "web").isEmpty());
  }

  @Test
  void quietHoursMayCrossMidnight() {
    ZoneId utc = ZoneId.of("UTC");
    QuietHours night = new QuietHours(LocalTime.of(22, 0), LocalTime.of(7, 0), () -> utc);
    assertEquals("2026-11-23T07:00:00Z", night.after(at("2026-11-22T22:00:00Z")).toString());
    assertEquals("2026-11-22T07:00:00Z", night.after(at("2026-11-22T06:59:00Z")).toString());
    assertEquals("2026-11-22T07:00:00Z", night.after(at("2026-11-22T07:00:00Z")).toString());
    QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0), () -> utc);
    assertEquals("2026-11-22T14:00:00Z", noon.after(at("2026-11-22T13:00:00Z")).toString());
    QuietHours never = new QuietHours(LocalTime.NOON, LocalTime.NOON, () -> utc);
    assertEquals("2026-11-22T12:00:00Z", never.after(at("2026-11-22T12:00:00Z")).toString());
  }

  private static Instant at(String time) {
    return Instant.parse(time);
  }
}
