package io.lamplighter.planner;

import io.lamplighter.api.planner.Crew;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Travel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The different places of a day, numbered; with a matrix its rows. */
final class Places {
  /** Up to so many places the roads are tabled: 18 MB at most. */
  private static final int TABLED = 1500;

  private static final int NOWHERE = -1;
  private final List<Place> places = new ArrayList<>();
  private final Map<Place, Integer> numbers = new HashMap<>();
  private final int[] ofNodes;
  private int count;

  Places(Day day) {
    int jobs = day.jobs().size();
    int crews = day.crews().size();
    ofNodes = new int[jobs + 2 * crews];
    if (day.travel() instanceof Travel.Matrix matrix) {
      count = matrix.meters().length;
    }
    int node = 0;
    for (Job job : day.jobs()) {
      ofNodes[node++] = number(job.at());
    }
    for (Crew crew : day.crews()) {
      ofNodes[node++] = number(crew.start());
    }
    for (Crew crew : day.crews()) {
      ofNodes[node++] = number(crew.end());
    }
    count = Math.max(count, places.size());
    for (int i = 0; i < ofNodes.length; i++) {
      ofNodes[i] = ofNodes[i] == NOWHERE ? count : ofNodes[i];
    }
  }

  private int number(@Nullable Place place) {
    if (place == null) {
      return NOWHERE;
    }
    if (place instanceof Place.Index row) {
      return row.index();
    }
    Integer known = numbers.putIfAbsent(place, places.size());
    if (known == null) {
      places.add(place);
      return places.size() - 1;
    }
    return known;
  }

  int[] ofNodes() {
    return ofNodes;
  }

  Roads roads(Travel travel) {
    if (travel instanceof Travel.Matrix matrix) {
      return TableRoads.of(matrix.meters(), matrix.minutes());
    }
    LineRoads lines =
        travel instanceof Travel.Geographic geo
            ? LineRoads.earth(places, geo.speedKmh(), geo.detour())
            : LineRoads.plane(places);
    return lines.places <= TABLED ? TableRoads.of(lines) : lines;
  }
}
