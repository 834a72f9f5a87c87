package io.lamplighter.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.FactType;
import io.lamplighter.api.journal.FactType.Inline;
import io.lamplighter.api.journal.FactType.Name;
import io.lamplighter.api.journal.FactType.Words;
import io.lamplighter.api.journal.FactTypes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record is written, read and described alike. */
@NullUnmarked
class FactSchemaTest {
  enum Colour {
    DEEP_RED,
    BLUE
  }

  record About(@Words(Colour.class) String colour, @Nullable String mark) {}

  record Part(long number, @Nullable Boolean sold) {}

  sealed interface Lamp {
    @FactType(value = "lamp.lit", says = "A lamp was lit.")
    record Lit(
        @Inline About about,
        @Name("class") String kind,
        Instant at,
        List<Part> parts,
        @Nullable Integer watts,
        Map<String, List<String>> shown,
        @Inline Map<String, Object> more)
        implements Lamp {}

    @FactType(
        value = {"lamp.broken", "lamp.mended", "*.repainted"},
        says = "A lamp changed.")
    record Changed(boolean known) implements Lamp {}
  }

  private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
  private static final Lamp.Lit LIT =
      new Lamp.Lit(
          new About("deep-red", null),
          "street",
          NINE,
          List.of(new Part(3, null)),
          null,
          Map.of("a", List.of("b")),
          Map.of("owner", "city"));
  private static final Map<String, Object> WRITTEN =
      Map.of(
          "colour", "deep-red",
          "class", "street",
          "at", "2026-11-22T09:00:00Z",
          "parts", List.of(Map.of("number", 3L)),
          "shown", Map.of("a", List.of("b")),
          "owner", "city");

  private static Entry entry(String type, Map<String, Object> data) {
    return new Entry(Cursor.START, type, "1", "33", "li", "test", NINE, data);
  }

  @Test
  void whatIsKnownIsWrittenUnderItsName() {
    Fact fact = Fact.of(LIT, "1", "33", "li");
    assertEquals("lamp.lit", fact.type());
    assertEquals(WRITTEN, fact.data());
    assertEquals(
        "lamp.broken", Fact.of("lamp.broken", new Lamp.Changed(true), "1", "33", "li").type());
    assertThrows(
        IllegalArgumentException.class,
        () -> Fact.of("lamp.sold", new Lamp.Changed(true), "1", "33", "li"));
    assertThrows(
        IllegalArgumentException.class, () -> Fact.of(new Lamp.Changed(true), "1", "33", "li"));
    Fact own = Fact.of("bench.repainted", new Lamp.Changed(true), "1", "33", "li");
    assertEquals(
        new Lamp.Changed(true), entry("bench.repainted", Map.of("known", true)).as(Lamp.class));
    assertEquals("bench.repainted", own.type());
  }

  @Test
  void whatWasWrittenIsReadAsItsRecord() {
    assertEquals(LIT, entry("lamp.lit", WRITTEN).as(Lamp.class));
    assertEquals(new Lamp.Changed(false), entry("lamp.mended", Map.of("x", 1)).as(Lamp.class));
    assertThrows(IllegalArgumentException.class, () -> entry("lamp.sold", WRITTEN).as(Lamp.class));
    Map<String, Object> wrong = new HashMap<>(WRITTEN);
    wrong.put("parts", "many");
    assertThrows(IllegalArgumentException.class, () -> entry("lamp.lit", wrong).as(Lamp.class));
  }

  @Test
  void theSchemaSaysWhatTheRecordSays() {
    FactTypes.Type type = FactRegistry.types(Lamp.Lit.class).findFirst().orElseThrow();
    assertEquals("lamp.lit", type.schema().get("title"));
    assertEquals("A lamp was lit.", type.schema().get("description"));
    assertEquals(
        Set.of("colour", "class", "at", "parts", "shown"),
        Set.copyOf((List<?>) type.schema().get("required")));
    Map<?, ?> properties = (Map<?, ?>) type.schema().get("properties");
    assertEquals(
        Map.of("type", "string", "enum", List.of("deep-red", "blue")), properties.get("colour"));
    assertEquals(Map.of("type", "string", "format", "date-time"), properties.get("at"));
    assertEquals(Map.of("type", "integer"), properties.get("watts"));
    Map<?, ?> part = (Map<?, ?>) ((Map<?, ?>) properties.get("parts")).get("items");
    assertEquals(List.of("number"), part.get("required"));
    assertEquals(3, FactRegistry.types(Lamp.Changed.class).count());
  }

  @Test
  void misspeltOnesAreToldFromOnesOfACompany() {
    Set<String> known = Set.of("request.received", "request.closed", "user.added");
    for (String right : List.of("request.received", "user.added", "tariff.decided", "x1-y.done")) {
      assertTrue(Spelling.mistake(right, known).isEmpty(), right);
    }
    assertTrue(Spelling.mistake("request.recieved", known).orElse("").contains("request.received"));
    for (String wrong :
        List.of(
            "reqest.received", "request.close", "request received", "Request.Received", "x", "")) {
      assertTrue(Spelling.mistake(wrong, known).isPresent(), wrong);
    }
  }
}
