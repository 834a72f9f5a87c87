package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Readers;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far the readers are is told to all who may ask, and why one fails to whom all is open. */
class ReadersResourceTest {
  private final ReadersResource readers =
      new ReadersResource(
          new Readers() {
            @Override
            public List<Status> all() {
              return List.of(
                  new Status("erp", true, Cursor.START, 3, Duration.ZERO, 2, "R7 of 330602", null));
            }

            @Override
            public void forget(Caller caller, String name) {}
          },
          Samples.house());

  @Test
  void anErrorIsNotToldToACounty() {
    assertNull(errorFor("330109"));
    assertEquals("R7 of 330602", errorFor("33"));
    assertEquals("R7 of 330602", errorFor(""));
  }

  private @Nullable String errorFor(String region) {
    Caller caller = new Caller("zhao", Caller.Kind.PERSON, Set.of(Role.ASSESSOR), region, Set.of());
    return readers.all(Samples.calls(caller)).items().get(0).lastError();
  }
}
