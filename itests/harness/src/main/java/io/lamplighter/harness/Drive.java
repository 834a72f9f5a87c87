package io.lamplighter.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/** How long one drives between places as JSON has them; the checker's. */
record Drive(double speedKmh, double detour) {
  /** Between places of which one is not known. */
  private static final Duration UNKNOWN = Duration.ofMinutes(20);

  private static final double EARTH_KM = 6_371;

  Duration time(JsonNode one, JsonNode other) {
    if (!one.isObject() || !other.isObject()) {
      return UNKNOWN;
    }
    double hours = km(one, other) / speedKmh;
    return Duration.ofMillis((long) (hours * 3_600_000));
  }

  /** By the cosine rule, which is exact to a metre for places that are kilometres apart. */
  private double km(JsonNode one, JsonNode other) {
    double a = Math.toRadians(one.path("lat").asDouble());
    double b = Math.toRadians(other.path("lat").asDouble());
    double apart = Math.toRadians(other.path("lon").asDouble() - one.path("lon").asDouble());
    double cosine = Math.sin(a) * Math.sin(b) + Math.cos(a) * Math.cos(b) * Math.cos(apart);
    return detour * EARTH_KM * Math.acos(Math.min(1, cosine));
  }
}
