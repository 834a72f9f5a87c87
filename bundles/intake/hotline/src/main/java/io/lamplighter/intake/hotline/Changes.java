package io.lamplighter.intake.hotline;

import io.lamplighter.intake.hotline.Updates.Update;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When each request changed last; for one that is closed, when it was closed (GeoReport v2). */
record Changes(Map<String, Instant> times) {
  static Changes of(Updates updates, Collection<String> requestNos) {
    Map<String, Instant> times = new HashMap<>();
    Map<String, String> statuses = new HashMap<>();
    for (Update update : requestNos.isEmpty() ? List.<Update>of() : updates.of(requestNos)) {
      String status = Status.plain(update.state());
      boolean closedBefore =
          status.equals(statuses.put(update.requestNo(), status)) && status.equals("closed");
      if (!closedBefore) {
        times.put(update.requestNo(), update.at());
      }
    }
    return new Changes(times);
  }

  /**
   * @param root the request that is worked on: itself, or the one it was merged under
   */
  Instant of(String requestNo, String root, Instant received) {
    Instant own = times.getOrDefault(requestNo, received);
    Instant roots = times.getOrDefault(root, received);
    return own.isAfter(roots) ? own : roots;
  }
}
