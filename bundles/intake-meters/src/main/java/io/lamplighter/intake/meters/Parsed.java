package io.lamplighter.intake.meters;

import java.util.List;

/** What became of a message: the events in it, and what had to be set aside. */
record Parsed(Incoming from, List<MeterEvent> events, List<SetAside> setAside) {
  /** A message of which nothing can be taken in. */
  static Parsed nothingOf(Incoming message, String cause) {
    SetAside whole = new SetAside(message.topic(), "", cause, message.payload());
    return new Parsed(message, List.of(), List.of(whole));
  }
}
