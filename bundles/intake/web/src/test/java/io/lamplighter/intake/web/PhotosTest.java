package io.lamplighter.intake.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.store.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept of photos, and how many. */
class PhotosTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  private final Photos photos = new Photos(TestDatabase.unit("web"));

  @BeforeEach
  void empty() {
    TestDatabase.reset("web");
  }

  private static List<Picture> some(int count) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> new Picture("image/png", new byte[] {1, 2, (byte) i}))
        .toList();
  }

  private void add(String from, String no, int count, Instant at) {
    photos.add(Caller.PUBLIC.at(from), no, some(count), at);
  }

  @Test
  void theyAreFoundByTheirRequest() {
    add("10.0.0.1", "R1", 2, NOW);
    List<Photos.Listed> listed = photos.of("R1");
    assertEquals(2, listed.size());
    assertEquals(3, listed.get(0).size());
    Photos.Kept kept = photos.get(listed.get(0).id());
    assertEquals("R1", kept.requestNo());
    assertEquals(3, kept.bytes().length);
    assertArrayEquals(new byte[] {1, 2}, java.util.Arrays.copyOf(kept.bytes(), 2));
    assertEquals(List.of(), photos.of("R2"));
    assertThrows(Refusal.NotFound.class, () -> photos.get("R1"));
  }

  @Test
  void aRequestHasRoomForThree() {
    add("10.0.0.1", "R1", 2, NOW);
    assertThrows(Refusal.Conflict.class, () -> add("10.0.0.1", "R1", 2, NOW));
    assertEquals(2, photos.of("R1").size(), "all or none");
    add("10.0.0.1", "R1", 1, NOW);
  }

  @Test
  void nobodySendsMoreThanThirtyADay() {
    for (int i = 0; i < 10; i++) {
      add("10.0.0.1", "R" + i, 3, NOW);
    }
    assertThrows(Refusal.TooMany.class, () -> add("10.0.0.1", "S1", 1, NOW));
    add("10.0.0.2", "S1", 1, NOW);
    add("10.0.0.1", "S2", 1, NOW.plus(Duration.ofHours(25)));
  }
}
