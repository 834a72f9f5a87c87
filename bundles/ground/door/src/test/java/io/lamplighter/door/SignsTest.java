package io.lamplighter.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.door.Signs.Sign;
import io.lamplighter.kit.neighbour.Gate;
import io.lamplighter.kit.neighbour.Gate.Tenant;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignsTest {
  private static final Duration USUAL = Duration.ofSeconds(8);
  private final Signs<String> signs = new Signs<>(new Semaphore(10));
  private final Signs<String> forgetful = new Signs<>(new Semaphore(10), Duration.ZERO);

  @ParameterizedTest
  @CsvSource({
    "/api/v1/requests, /api/v1/requests",
    "/api/v1/requests/, /api/v1/requests",
    "/api/v1/requests/7/timeline, /api/v1/requests",
    "/api/v1/requests;v=1, /api/v1/requests",
    "/api/v1/requestsx, /api/v1",
    "/api/v1/journal/stream, /api/v1/journal/stream",
    "/api/v1/journal/streams, /api/v1/journal",
    "/api/v1, /api/v1",
    "/api/v2, ",
    "/, ",
  })
  void theLongestPathWins(String uri, @Nullable String path) {
    for (String p :
        new String[] {
          "/api/v1", "/api/v1/journal", "/api/v1/requests/", "/api/v1/journal/stream"
        }) {
      signs.at(p).gate().arrive(p);
    }
    assertEquals(path, path(signs.find(uri)));
  }

  @Test
  void anAnnouncedPathIsKnownBeforeAnybodyIsThere() {
    assertNull(signs.find("/health"));
    signs.at("/health").announce();
    assertEquals("/health", path(signs.find("/health")));
    signs.at("/health").withdraw();
    assertNull(signs.find("/health"));
  }

  @Test
  void aPathIsRememberedForAWhile() {
    leaveAgain(signs);
    assertEquals("/a", path(signs.find("/a")));
    leaveAgain(forgetful);
    assertNull(forgetful.find("/a"));
  }

  @Test
  void waitingMakesNoSenseWhereNobodyHasBeenForLong() {
    leaveAgain(signs);
    assertEquals(USUAL, signs.patience(signs.at("/a"), USUAL));
    leaveAgain(forgetful);
    assertEquals(Duration.ZERO, forgetful.patience(forgetful.at("/a"), USUAL));
  }

  private static void leaveAgain(Signs<String> signs) {
    Gate<String> gate = signs.at("/a").gate();
    Tenant<String> tenant = gate.arrive("a");
    gate.leave(tenant, () -> {}, Duration.ZERO);
  }

  private static @Nullable String path(@Nullable Sign<String> sign) {
    return sign == null ? null : sign.path();
  }
}
