package io.lamplighter.kit.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;

/** Every bad parameter is named, all of them at once. */
class ParamsTest {
  private enum State {
    OPEN,
    ON_SITE;

    String wire() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final Set<String> KNOWN = Set.of("state", "region", "q", "limit", "types", "from");

  @Test
  void goodOnesAreRead() {
    Params params = params("state=on-site", "region=3306", "q=停电", "limit=7", "types=a, b,");
    assertEquals(State.ON_SITE, params.oneOf("state", State.values(), State::wire));
    assertEquals("3306", params.region("region"));
    assertEquals("停电", params.text("q"));
    assertEquals(7, params.limit(50));
    assertEquals(Set.of("a", "b"), params.words("types"));
    params.check();
  }

  @Test
  void aRegionIsACodeOrTheBeginningOfOne() {
    for (String region : List.of("33", "3306", "330602", "330602100", "330602100001")) {
      assertEquals(region, params("region=" + region).region("region"));
    }
    for (String region : List.of("3", "033", "33060", "3306022", "33060210", "3306021000")) {
      Params params = params("region=" + region);
      assertNull(params.region("region"));
      assertEquals(
          "/region",
          assertThrows(Refusal.Invalid.class, params::check).errors().get(0).pointer(),
          region);
    }
  }

  @Test
  void timesNeedTheirOffset() {
    Params params = params("from=2026-11-22T08:00:00+08:00");
    assertEquals(Instant.parse("2026-11-22T00:00:00Z"), params.time("from"));
    params.check();
    Params without = params("from=2026-11-22T08:00:00");
    assertNull(without.time("from"));
    assertEquals(List.of("/from"), pointers(without));
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
    params.oneOf("state", State.values(), State::wire);
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
