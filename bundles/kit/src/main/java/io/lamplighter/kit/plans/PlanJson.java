package io.lamplighter.kit.plans;

import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Progress;
import io.lamplighter.api.planner.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Plans as JSON objects. */
public final class PlanJson {
  private PlanJson() {}

  public static Map<String, Object> of(Plan plan, Locale language) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("routes", plan.routes().stream().map(PlanJson::of).toList());
    json.put(
        "unassigned",
        plan.unassigned().stream()
            .map(left -> pairs("job", left.job(), "reason", left.reason().in(language)))
            .toList());
    json.put("distance", plan.distance());
    json.put("lateness", plan.lateness());
    json.put("overtime", plan.overtime());
    json.put("crewsUsed", plan.crewsUsed());
    json.put("seconds", plan.seconds());
    json.put("iterations", plan.iterations());
    json.put("ended", plan.ended().name().toLowerCase(Locale.ROOT));
    return json;
  }

  public static Map<String, Object> of(List<Candidate> places, Locale language) {
    return pairs("candidates", places.stream().map(place -> of(place, language)).toList());
  }

  private static Map<String, Object> of(Candidate place, Locale language) {
    return pairs(
        "crew", place.crew(),
        "position", place.position(),
        "start", place.start(),
        "cost", place.cost(),
        "extraDistance", place.extraDistance(),
        "displaced", place.displaced(),
        "reason", place.reason().in(language));
  }

  public static Map<String, Object> of(Progress progress) {
    return pairs(
        "seconds", progress.seconds(),
        "iterations", progress.iterations(),
        "distance", progress.distance(),
        "crewsUsed", progress.crewsUsed(),
        "unassigned", progress.unassigned());
  }

  private static Map<String, Object> of(Route route) {
    List<Map<String, Object>> stops =
        route.stops().stream()
            .map(
                stop ->
                    pairs(
                        "job", stop.job(),
                        "arrive", stop.arrive(),
                        "start", stop.start(),
                        "leave", stop.leave()))
            .toList();
    List<Map<String, Object>> breaks =
        route.pauses().stream()
            .map(pause -> pairs("start", pause.start(), "end", pause.end()))
            .toList();
    return pairs(
        "crew", route.crew(),
        "stops", stops,
        "breaks", breaks,
        "distance", route.distance(),
        "leave", route.leave(),
        "finish", route.finish());
  }

  private static Map<String, Object> pairs(Object... namesAndValues) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      json.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return json;
  }
}
