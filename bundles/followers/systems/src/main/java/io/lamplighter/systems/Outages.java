package io.lamplighter.systems;

import io.lamplighter.api.systems.SystemRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Outages that other systems have told us of. */
interface Outages {
  /**
   * The outage that somebody without power at that time is in.
   *
   * @param path his transformer, and what feeds that, upwards
   */
  Optional<SystemRecord> around(String system, String kind, List<String> path, Instant at);
}
