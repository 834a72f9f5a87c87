package io.lamplighter.network;

import io.lamplighter.api.network.Network.Loaded;
import org.jspecify.annotations.Nullable;

/** A file as it is written outside. */
public record LoadView(
    long number,
    String format,
    String extent,
    String state,
    long read,
    @Nullable String reason,
    String actor,
    String region,
    String startedAt,
    String seenAt) {

  static LoadView of(Loaded load) {
    return new LoadView(
        load.number(),
        load.format().wire(),
        load.extent().wire(),
        load.state().wire(),
        load.read(),
        load.reason(),
        load.actor(),
        load.region(),
        load.startedAt().toString(),
        load.seenAt().toString());
  }
}
