package io.lamplighter.intake.meters;

import java.util.List;

/** What became of a message: the events in it, and what had to be set aside. */
record Parsed(List<MeterEvent> events, List<SetAside> setAside) {}
