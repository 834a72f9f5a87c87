package io.lamplighter.kit.requests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.kit.requests.SubmissionFields.Manner;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an object becomes before the desk sees it, and which of its fields are wrong. */
class SubmissionFieldsTest {
  @Test
  void everyFieldIsTaken() {
    Map<String, Object> told = new HashMap<>();
    told.put("kind", "fault-repair");
    told.put("text", "停电");
    told.put("customerNo", "3306010000017");
    told.put("contact", Map.of("phone", "13800000000"));
    told.put("address", "天下小区3幢");
    told.put("location", Map.of("lon", 120, "lat", 30.01));
    told.put("region", null);
    told.put("occurredAt", "2026-11-22T08:00:00+08:00");
    told.put("drill", true);
    assertEquals(
        new Submission(
            "web",
            "w-1",
            "fault-repair",
            "停电",
            "3306010000017",
            new Submission.Contact(null, "13800000000"),
            "天下小区3幢",
            new Location(120, 30.01),
            null,
            OffsetDateTime.parse("2026-11-22T08:00:00+08:00"),
            "the letter",
            true),
        read(Manner.STRICT, told));
  }

  @Test
  void everyFieldThatIsWrongIsNamedWhereItStands() {
    assertEquals(
        List.of(
            "/data/colour",
            "/data/contact/phon",
            "/data/drill",
            "/data/location/lat",
            "/data/location/lon",
            "/data/occurredAt",
            "/data/text"),
        wrong(
            Manner.STRICT,
            Map.of(
                "colour",
                "red",
                "contact",
                Map.of("phon", "1"),
                "drill",
                "yes",
                "location",
                Map.of("lon", "120.5"),
                "occurredAt",
                "now",
                "text",
                17)));
    assertEquals(List.of("/data/location"), wrong(Manner.STRICT, Map.of("location", "here")));
    assertEquals(List.of("/data/contact"), wrong(Manner.OPEN, Map.of("contact", List.of())));
  }

  @Test
  void numbersMayBeWrittenAndMoreMaySimplyStandThere() {
    Map<String, Object> place = Map.of("location", Map.of("lon", "120.5", "lat", "30"));
    assertEquals(new Location(120.5, 30), read(Manner.WRITTEN, place).location());
    assertEquals(
        List.of("/data/location/lat", "/data/location/lon"),
        wrong(Manner.WRITTEN, Map.of("location", Map.of("lon", "east", "lat", true))));
    Submission more = read(Manner.OPEN, Map.of("colour", "red", "contact", Map.of("id", "u1")));
    assertNull(more.contact());
  }

  @Test
  void ofManyThatNobodyKnowsAFewAreNamed() {
    Map<String, Object> many =
        IntStream.range(0, 1000)
            .boxed()
            .collect(Collectors.toMap(i -> i + "x".repeat(1000), i -> i));
    List<String> wrong = wrong(Manner.STRICT, many);
    assertEquals(20, wrong.size());
    assertEquals(106, wrong.get(0).length());
  }

  private static Submission read(Manner manner, Map<String, Object> told) {
    SubmissionFields fields = new SubmissionFields(manner, "/data", told, SubmissionFields.ALL);
    return fields.submission("web", "w-1", fields.contact("contact"), "the letter");
  }

  private static List<String> wrong(Manner manner, Map<String, Object> told) {
    return assertThrows(Refusal.Invalid.class, () -> read(manner, told)).errors().stream()
        .map(FieldError::pointer)
        .sorted()
        .toList();
  }
}
