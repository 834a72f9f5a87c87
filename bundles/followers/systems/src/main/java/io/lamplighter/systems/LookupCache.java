package io.lamplighter.systems;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last answers of a lookup; those that were wanted longest ago make room. */
final class LookupCache {
  private static final int MAX = 10_000;
  private static final float LOAD_FACTOR = 0.75f;

  private final Duration keep;
  private final InstantSource clock;
  private final Map<String, Item> items =
      new LinkedHashMap<>(MAX / 8, LOAD_FACTOR, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Item> eldest) {
          return size() > MAX;
        }
      };

  /**
   * @param holds whether it is young enough not to ask again
   */
  record Item(Instant asOf, Map<String, Object> data, boolean holds) {}

  LookupCache(Duration keep, InstantSource clock) {
    this.keep = keep;
    this.clock = clock;
  }

  synchronized @Nullable Item get(String key) {
    Item item = items.get(key);
    return item == null
        ? null
        : new Item(item.asOf(), item.data(), item.asOf().plus(keep).isAfter(clock.instant()));
  }

  synchronized void put(String key, Instant asOf, Map<String, Object> data) {
    items.put(key, new Item(asOf, data, true));
  }
}
