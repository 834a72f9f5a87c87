package io.lamplighter.intake.meters;

import io.lamplighter.api.mqtt.TopicPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a message: the events in it, and what had to be set aside. */
record Parsed(Incoming from, List<MeterEvent> events, List<SetAside> setAside) {
  /**
   * A message of which nothing can be taken in.
   *
   * @param from who has sent it, null when its topic does not tell
   */
  static Parsed nothingOf(Incoming message, TopicPattern.@Nullable Origin from, String cause) {
    SetAside whole =
        new SetAside(
            message.topic(),
            from == null ? "" : from.region(),
            from == null ? "" : from.concentrator(),
            "",
            cause,
            message.payload());
    return new Parsed(message, List.of(), List.of(whole));
  }

  /** Who has sent it, as its events say; null when there is none. */
  TopicPattern.@Nullable Origin sender() {
    return events.isEmpty()
        ? null
        : new TopicPattern.Origin(events.get(0).region(), events.get(0).concentrator());
  }
}
