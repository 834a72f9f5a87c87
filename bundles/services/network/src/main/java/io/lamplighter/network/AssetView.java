package io.lamplighter.network;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.lamplighter.api.Location;
import io.lamplighter.api.network.Asset;
import org.jspecify.annotations.Nullable;

/** An asset as it is written outside. */
public record AssetView(
    String id,
    String kind,
    @Nullable String name,
    @Nullable String parent,
    String region,
    @Nullable Double voltage,
    @Nullable Double capacity,
    @Nullable Boolean normallyOpen,
    @Nullable String address,
    @Nullable Location location,
    @JsonRawValue @Nullable String shape) {

  static AssetView of(Asset a) {
    return new AssetView(
        a.id(),
        a.kind().wire(),
        a.name(),
        a.parent(),
        a.region(),
        a.voltage(),
        a.capacity(),
        a.normallyOpen(),
        a.address(),
        a.location(),
        a.shape());
  }
}
