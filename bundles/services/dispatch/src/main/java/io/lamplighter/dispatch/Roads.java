package io.lamplighter.dispatch;

import io.lamplighter.api.Location;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far it is between two places, and how long a crew is on its way: great circles, as the
 * planner's geographic travel.
 *
 * @param detour how much longer the road is than the line, at least 1
 */
record Roads(double speedKmh, double detour) {
  /** From or to where nobody knows. */
  static final Duration UNKNOWN = Duration.ofMinutes(20);

  /** Mean radius of the earth (IUGG). */
  private static final double EARTH_KM = 6_371.0088;

  private static final double SECONDS = 3_600;

  /** Kilometres of road; 0 when one of the places is not known. */
  double km(@Nullable Location from, @Nullable Location to) {
    if (from == null || to == null) {
      return 0;
    }
    double lat = Math.toRadians(to.lat() - from.lat()) / 2;
    double lon = Math.toRadians(to.lon() - from.lon()) / 2;
    double chord =
        Math.pow(Math.sin(lat), 2)
            + Math.cos(Math.toRadians(from.lat()))
                * Math.cos(Math.toRadians(to.lat()))
                * Math.pow(Math.sin(lon), 2);
    return 2 * EARTH_KM * detour * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** In whole seconds, rounded up. */
  Duration time(@Nullable Location from, @Nullable Location to) {
    return from == null || to == null
        ? UNKNOWN
        : Duration.ofSeconds((long) Math.ceil(km(from, to) / speedKmh * SECONDS));
  }
}
