package io.lamplighter.intake.web;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a body becomes before the desk sees it. */
class SubmissionsResourceTest {
  @Test
  void keepsTheMessageToTheLetterAndTakesEveryField() {
    Map<String, Object> body =
        Map.ofEntries(
            entry("channel", "web"),
            entry("channelRef", "w-1"),
            entry("kind", "fault-repair"),
            entry("text", "整个单元停电了"),
            entry("customerNo", "3306010000017"),
            entry("contact", Map.of("name", "王先生", "phone", "13800000000")),
            entry("address", "天下小区3幢"),
            entry("location", Map.of("lon", 120.58, "lat", 30.01)),
            entry("region", "330602"),
            entry("occurredAt", "2026-11-22T08:00:00+08:00"),
            entry("drill", true));

    Submission submission = SubmissionsResource.submission(body, null, "{ the letter }");

    assertEquals(
        new Submission(
            "web",
            "w-1",
            "fault-repair",
            "整个单元停电了",
            "3306010000017",
            new Submission.Contact("王先生", "13800000000"),
            "天下小区3幢",
            new Location(120.58, 30.01),
            "330602",
            OffsetDateTime.parse("2026-11-22T08:00:00+08:00"),
            "{ the letter }",
            true),
        submission);
  }

  @Test
  void theIdempotencyKeyStandsInForTheChannelsOwnId() {
    assertEquals("k-1", ref(null, IdempotencyKey.of("\"k-1\"")));
    assertEquals("w-1", ref("w-1", IdempotencyKey.of(" w-1 ")));
    assertEquals("w-1", ref("w-1", IdempotencyKey.of(null)));
    assertNull(ref(null, null));
  }

  @Test
  void twoDifferentIdsAreRefused() {
    assertEquals(List.of("/channelRef"), pointers(() -> ref("w-1", "k-1")));
  }

  @Test
  void anEmptyOrEndlessKeyIsRefused() {
    assertEquals(List.of("/Idempotency-Key"), pointers(() -> IdempotencyKey.of("\"\"")));
    assertEquals(List.of("/Idempotency-Key"), pointers(() -> IdempotencyKey.of("k".repeat(129))));
  }

  @Test
  void halfAPlaceAndImpossibleDatesAreNamedTogether() {
    Map<String, Object> body =
        Map.of(
            "channel",
            "web",
            "text",
            "x",
            "location",
            Map.of("lon", 120.0),
            "occurredAt",
            "2026-02-30T08:00:00+08:00");

    assertEquals(
        List.of("/location/lat", "/occurredAt"),
        pointers(() -> SubmissionsResource.submission(body, null, "")));
  }

  private static @Nullable String ref(@Nullable String channelRef, @Nullable String key) {
    Map<String, Object> body =
        channelRef == null
            ? Map.of("channel", "web", "text", "x")
            : Map.of("channel", "web", "text", "x", "channelRef", channelRef);
    return SubmissionsResource.submission(body, key, "").channelRef();
  }

  private static List<String> pointers(Runnable call) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, call::run);
    return refusal.errors().stream().map(FieldError::pointer).toList();
  }
}
