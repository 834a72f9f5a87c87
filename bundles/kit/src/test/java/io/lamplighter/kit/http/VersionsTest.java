package io.lamplighter.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.lamplighter.api.Refusal;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** If-Match as RFC 9110 means it. */
class VersionsTest {
  private static final LongSupplier NOT_ASKED = () -> fail("nobody needs to ask");

  @Test
  void oneTagIsTheVersionSeen() {
    assertEquals(3, Versions.seen("\"3\"", NOT_ASKED));
    assertEquals(3, Versions.seen("  \"3\" ", NOT_ASKED));
  }

  @Test
  void inWhichFormItWasSeenDoesNotMatter() {
    assertEquals(3, Versions.seen("\"3-0a1b2c\"", NOT_ASKED));
    assertEquals(4, Versions.seen("\"3\", \"4-0a1b2c\"", () -> 4));
    assertFalse(Versions.has(3, "\"3-0a1b2c\""));
    assertThrows(Refusal.Stale.class, () -> Versions.seen("\"3-?\"", () -> 3));
  }

  @Test
  void aStarIsAnyVersion() {
    assertNull(Versions.seen(" * ", NOT_ASKED));
  }

  @Test
  void withoutATagTheVersionIsNeeded() {
    assertThrows(Refusal.VersionNeeded.class, () -> Versions.seen(null, NOT_ASKED));
    assertThrows(Refusal.VersionNeeded.class, () -> Versions.seen(" ", NOT_ASKED));
  }

  @Test
  void oneOfSeveralTagsIsEnough() {
    assertEquals(4, Versions.seen("\"3\", \"4\"", () -> 4));
    assertThrows(Refusal.Stale.class, () -> Versions.seen("\"3\",\"5\"", () -> 4));
  }

  @Test
  void weakAndForeignTagsNeverMatch() {
    assertThrows(Refusal.Stale.class, () -> Versions.seen("W/\"3\"", () -> 3));
    assertThrows(Refusal.Stale.class, () -> Versions.seen("\"abc\"", () -> 3));
  }

  @Test
  void howeverManyTagsAreReadAtOneDepth() {
    assertEquals(7L, Versions.seen("\"1\"" + ", \"7\"".repeat(50_000), () -> 7));
  }

  @Test
  void whatIsNoTagIsRefused() {
    assertThrows(Refusal.Invalid.class, () -> Versions.seen("3", NOT_ASKED));
    assertThrows(Refusal.Invalid.class, () -> Versions.seen("\"3\" or 4", NOT_ASKED));
  }
}
