package io.lamplighter.intake.hotline;

import io.lamplighter.api.Refusal;
import io.lamplighter.kit.time.IsoTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/** The parameters of an address, as GeoReport writes them. */
record Query(MultivaluedMap<String, String> parameters) {

  @Nullable String text(String name) {
    String value = parameters.getFirst(name);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /**
   * A comma-separated list, empty when it is not given.
   *
   * @throws Refusal.Invalid when it has more than {@code most}
   */
  List<String> list(String name, int most) {
    String value = text(name);
    if (value == null) {
      return List.of();
    }
    List<String> all = Arrays.stream(value.split(",")).map(String::strip).distinct().toList();
    if (all.size() > most) {
      throw new Refusal.Invalid("/" + name, "may name at most " + most, "最多 " + most + " 个");
    }
    return all;
  }

  /**
   * A time with its offset (W3C), or {@code otherwise}.
   *
   * @throws Refusal.Invalid when it is no time
   */
  Instant time(String name, Instant otherwise) {
    String value = text(name);
    // An unescaped plus sign in an address arrives as a blank.
    return value == null ? otherwise : IsoTime.at("/" + name, value.replace(' ', '+')).toInstant();
  }
}
