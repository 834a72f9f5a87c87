package io.lamplighter.broker.embedded;

import io.lamplighter.api.Region;
import io.lamplighter.api.security.Caller;

/** A concentrator's own place to publish: {@code meters/{region}/{concentrator}/events}. */
final class Topic {
  private static final int LONGEST = 200;

  private Topic() {}

  /** Whether it is the caller's own, in a region that he is registered for. */
  static boolean isOwn(Caller concentrator, String topic) {
    String[] levels = topic.split("/", -1);
    return topic.length() <= LONGEST
        && levels.length == 4
        && levels[0].equals("meters")
        && isRegionOf(concentrator, levels[1])
        && levels[2].equals(concentrator.name())
        && levels[3].equals("events");
  }

  private static boolean isRegionOf(Caller concentrator, String region) {
    return !region.isEmpty() && Region.isCode(region) && concentrator.covers(region);
  }
}
