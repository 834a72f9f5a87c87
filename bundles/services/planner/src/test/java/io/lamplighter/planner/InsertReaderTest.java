package io.lamplighter.planner;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.kit.plans.InsertReader;
import io.lamplighter.kit.plans.PlanJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The JSON of {@code POST /api/v1/plans/insert}, as it comes and as it goes. */
class InsertReaderTest {
  private static final Map<String, Object> HOME = Map.of("x", 35, "y", 35);
  private final PlannerService planner = new PlannerService();

  @Test
  void aPlanIsReadAsItWasAnswered() {
    Map<String, Object> stop = Map.of("job", "1", "arrive", 1, "start", 161, "leave", 171);
    Map<String, Object> route = Map.of("crew", "c1", "stops", List.of(stop), "distance", 30.5);
    Map<String, Object> body = body(Map.of("routes", List.of(route), "ended", "spent"), job("new"));

    List<Candidate> places = insert(body);
    Map<String, Object> json = PlanJson.of(places, Locale.CHINESE);

    assertEquals(1, places.size());
    Map<?, ?> place = (Map<?, ?>) ((List<?>) requireNonNull(json.get("candidates"))).get(0);
    assertEquals(
        List.of("crew", "position", "start", "cost", "extraDistance", "displaced", "reason"),
        List.copyOf(place.keySet()));
    assertEquals("班组 c1，首单、1 之前，0.0 开工，行程增加 0.0", place.get("reason"));
  }

  @Test
  void everyBadFieldIsNamed() {
    Map<String, Object> good = Map.of("routes", List.of());
    Map<String, Object> late = new LinkedHashMap<>(job("new"));
    late.put("window", List.of(9, 3));
    Map<String, Object> route = Map.of("crew", "c7", "stops", List.of());

    assertEquals(List.of("/plan"), refused(body(null, job("new"))));
    assertEquals(List.of("/job"), refused(body(good, null)));
    assertEquals(List.of("/job/window"), refused(body(good, late)));
    assertEquals(List.of("/job/id"), refused(body(good, Map.of("at", HOME))));
    assertEquals(
        List.of("/plan/routes/0/crew"),
        refused(body(Map.of("routes", List.of(route)), job("new"))));
    assertEquals(List.of("/plan"), refused(body("x", job("new"))));
  }

  private static Map<String, @Nullable Object> body(@Nullable Object plan, @Nullable Object job) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("travel", Map.of("mode", "euclidean"));
    body.put("crews", List.of(Map.of("id", "c1", "start", HOME, "shift", List.of(0, 230))));
    body.put("jobs", List.of(job("1")));
    body.put("plan", plan);
    body.put("job", job);
    return body;
  }

  private static Map<String, Object> job(String id) {
    return Map.of("id", id, "at", HOME);
  }

  private List<Candidate> insert(Map<String, ? extends @Nullable Object> body) {
    InsertReader asked = InsertReader.read(body);
    return planner.insert(asked.day(), asked.plan(), asked.job());
  }

  private List<String> refused(Map<String, ? extends @Nullable Object> body) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> insert(body));
    return refusal.errors().stream().map(FieldError::pointer).toList();
  }
}
