package io.lamplighter.organisation;

import java.time.Instant;

/** A file that came in, as it is shown. */
record VersionView(
    long number,
    Instant inForce,
    String what,
    String region,
    String actor,
    Instant madeAt,
    int added,
    int changed,
    int removed) {
  static VersionView of(Version one) {
    return new VersionView(
        one.number(),
        one.inForce(),
        one.what().wire(),
        one.region(),
        one.actor(),
        one.madeAt(),
        one.added(),
        one.changed(),
        one.removed());
  }
}
