package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.desk.RequestState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;

/** Every bad parameter is named, all of them at once. */
class ParamsTest {
  private static final Set<String> KNOWN = Set.of("state", "region", "q", "limit", "types");

  @Test
  void goodOnesAreRead() {
    Params params = params("state=on-site", "region=3306", "q=停电", "limit=7", "types=a, b,");
    assertEquals(
        RequestState.ON_SITE, params.oneOf("state", RequestState.values(), RequestState::wire));
    assertEquals("3306", params.region("region"));
    assertEquals("停电", params.text("q"));
    assertEquals(7, params.limit(50));
    assertEquals(Set.of("a", "b"), params.words("types"));
    params.check();
  }

  @Test
  void leftOutAndEmptyAreTheSame() {
    Params params = params("q=", "limit=");
    assertNull(params.text("q"));
    assertEquals(50, params.limit(50));
    params.check();
  }

  @Test
  void badOnesAreNamedTogether() {
    Params params = params("state=gone", "region=33a", "q=a\u0000b", "limit=501", "stat=closed");
    params.oneOf("state", RequestState.values(), RequestState::wire);
    params.region("region");
    params.text("q");
    params.limit(50);
    assertEquals(List.of("/stat", "/state", "/region", "/q", "/limit"), pointers(params));
  }

  @Test
  void twiceIsOneTooMany() {
    assertEquals(List.of("/state"), pointers(params("state=closed", "state=open")));
  }

  private static List<String> pointers(Params params) {
    return assertThrows(Refusal.Invalid.class, params::check).errors().stream()
        .map(FieldError::pointer)
        .toList();
  }

  private static Params params(String... pairs) {
    MultivaluedHashMap<String, String> given = new MultivaluedHashMap<>();
    Arrays.stream(pairs)
        .map(pair -> pair.split("=", 2))
        .forEach(pair -> given.add(pair[0], pair[1]));
    return new Params(given, KNOWN);
  }
}
