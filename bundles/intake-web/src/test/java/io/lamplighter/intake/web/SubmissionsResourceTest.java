package io.lamplighter.intake.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.Submission;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a body becomes before the desk sees it. */
class SubmissionsResourceTest {
  @Test
  void keepsTheMessageToTheLetterAndTakesEveryField() {
    SubmissionBody body =
        new SubmissionBody(
            "web",
            "w-1",
            "fault-repair",
            "整个单元停电了",
            "3306010000017",
            new SubmissionBody.Contact("王先生", "13800000000"),
            "天下小区3幢",
            new SubmissionBody.Place(120.58, 30.01),
            "330602",
            "2026-11-22T08:00:00+08:00",
            true);

    Submission submission = body.submission(null, "{ the letter }");

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
    assertEquals("k-1", bare(null).submission(IdempotencyKey.of("\"k-1\""), "").channelRef());
    assertEquals("w-1", bare("w-1").submission(IdempotencyKey.of(" w-1 "), "").channelRef());
    assertEquals("w-1", bare("w-1").submission(IdempotencyKey.of(null), "").channelRef());
    assertNull(bare(null).submission(null, "").channelRef());
  }

  @Test
  void twoDifferentIdsAreRefused() {
    assertEquals(List.of("/channelRef"), pointers(() -> bare("w-1").submission("k-1", "")));
  }

  @Test
  void anEmptyOrEndlessKeyIsRefused() {
    assertEquals(List.of("/Idempotency-Key"), pointers(() -> IdempotencyKey.of("\"\"")));
    assertEquals(List.of("/Idempotency-Key"), pointers(() -> IdempotencyKey.of("k".repeat(129))));
  }

  @Test
  void halfAPlaceAndImpossibleDatesAreNamedTogether() {
    SubmissionBody body =
        new SubmissionBody(
            "web",
            null,
            null,
            "x",
            null,
            null,
            null,
            new SubmissionBody.Place(120.0, null),
            null,
            "2026-02-30T08:00:00+08:00",
            null);

    assertEquals(
        List.of("/location/lat", "/occurredAt"), pointers(() -> body.submission(null, "")));
  }

  private static SubmissionBody bare(@Nullable String channelRef) {
    return new SubmissionBody(
        "web", channelRef, null, "x", null, null, null, null, null, null, null);
  }

  private static List<String> pointers(Runnable call) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, call::run);
    return refusal.errors().stream().map(FieldError::pointer).toList();
  }
}
