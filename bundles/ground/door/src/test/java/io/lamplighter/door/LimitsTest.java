package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.door.Limits.Rate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private final Limits limits = new Limits(new Rate(1, 3), new Rate(1, 5), new Rate(1, 9));

  @Test
  void thePublicIsCountedByAddress() {
    call(3, Caller.PUBLIC, "1.1.1.1");
    Refusal.TooMany refusal =
        assertThrows(Refusal.TooMany.class, () -> limits.count(Caller.PUBLIC, "1.1.1.1"));
    assertTrue(refusal.retryAfter().toMillis() > 0);
    assertEquals(1, limits.refused());
    assertDoesNotThrow(() -> limits.count(Caller.PUBLIC, "2.2.2.2"));
  }

  @Test
  void partnersAreCountedByNameWhereverTheyCallFrom() {
    Caller partner = new Caller("hotline", Caller.Kind.PARTNER, Set.of(), "", Set.of("hotline"));
    call(3, partner, "1.1.1.1");
    call(2, partner, "2.2.2.2");
    assertThrows(Refusal.TooMany.class, () -> limits.count(partner, "3.3.3.3"));
    assertDoesNotThrow(() -> limits.count(Caller.PUBLIC, "1.1.1.1"));
  }

  @Test
  void thePlatformItselfIsNotCounted() {
    call(1000, Caller.system("health"), "127.0.0.1");
  }

  private void call(int times, Caller caller, String address) {
    for (int i = 0; i < times; i++) {
      limits.count(caller, address);
    }
  }
}
