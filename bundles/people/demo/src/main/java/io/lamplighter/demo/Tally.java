package io.lamplighter.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the calls so far. */
final class Tally {
  final AtomicInteger refused = new AtomicInteger();
  final AtomicInteger retried = new AtomicInteger();
  final AtomicInteger meterEvents = new AtomicInteger();
  private final Map<String, AtomicInteger> sent = new ConcurrentSkipListMap<>();
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger merged = new AtomicInteger();

  void sent(String channel) {
    sent.computeIfAbsent(channel, name -> new AtomicInteger()).incrementAndGet();
  }

  void accepted(boolean andMerged) {
    accepted.incrementAndGet();
    if (andMerged) {
      merged.incrementAndGet();
    }
  }

  @Override
  public String toString() {
    return "sent "
        + sent
        + ", accepted "
        + accepted
        + ", merged "
        + merged
        + ", refused "
        + refused
        + ", retried "
        + retried
        + ", meter events "
        + meterEvents;
  }
}
