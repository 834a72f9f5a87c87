package io.lamplighter.knowledge;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an article is about, in the order in which people look for it. */
enum Topic {
  TARIFF,
  BILL,
  METER,
  CONNECTION,
  CHANGE,
  SOLAR,
  CHARGING,
  OUTAGE,
  SAFETY,
  DAMAGE,
  SERVICE,
  COMPLAINT;

  /** As written outside: lower case. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Topic> ofWire(String wire) {
    return Arrays.stream(values()).filter(topic -> topic.wire().equals(wire)).findFirst();
  }
}
