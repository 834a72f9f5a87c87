package io.lamplighter.demo;

import java.util.concurrent.atomic.AtomicInteger;

/** What became of the calls so far. */
final class Tally {
  final AtomicInteger sent = new AtomicInteger();
  final AtomicInteger accepted = new AtomicInteger();
  final AtomicInteger merged = new AtomicInteger();
  final AtomicInteger refused = new AtomicInteger();
  final AtomicInteger retried = new AtomicInteger();

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
        + retried;
  }
}
