package io.lamplighter.network;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.network.Network.Extent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The query of {@code POST /api/v1/network/loads}. One that is misspelt is refused: left out it
 * would mean a full file.
 */
record LoadParams(Extent extent, @Nullable Long confirmRemoved) {
  /**
   * @throws Refusal.Invalid naming the parameter
   */
  static LoadParams of(Map<String, List<String>> query) {
    for (Map.Entry<String, List<String>> one : query.entrySet()) {
      boolean known = one.getKey().equals("extent") || one.getKey().equals("confirmRemoved");
      if (!known || one.getValue().size() != 1) {
        throw new Refusal.Invalid(
            "/" + one.getKey(), known ? "is there twice" : "is not known", known ? "重复" : "未知参数");
      }
    }
    return new LoadParams(extent(query.get("extent")), number(query.get("confirmRemoved")));
  }

  private static Extent extent(@Nullable List<String> given) {
    String wire = given == null ? Extent.FULL.wire() : given.get(0);
    for (Extent extent : Extent.values()) {
      if (extent.wire().equals(wire)) {
        return extent;
      }
    }
    throw new Refusal.Invalid("/extent", "must be full or delta", "须为 full 或 delta");
  }

  private static @Nullable Long number(@Nullable List<String> given) {
    if (given == null) {
      return null;
    }
    if (!given.get(0).matches("\\d{1,18}")) {
      throw new Refusal.Invalid("/confirmRemoved", "must be a number from 0", "须为不小于 0 的整数");
    }
    return Long.valueOf(given.get(0));
  }
}
