package io.lamplighter.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Place;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.api.planner.Window;
import io.lamplighter.kit.plans.DayReader;
import io.lamplighter.kit.plans.PlanJson;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The JSON of the contract, as it comes and as it goes. */
class DayReaderTest {
  private static final Map<String, Object> EUCLIDEAN = Map.of("mode", "euclidean");
  private static final Map<String, Object> HOME = Map.of("x", 35, "y", 35);

  @Test
  void theContractsOwnExample() {
    Map<String, Object> crew =
        Map.of(
            "id",
            "c1",
            "start",
            HOME,
            "end",
            HOME,
            "shift",
            List.of(0, 230),
            "capacity",
            200,
            "skills",
            List.of());
    Map<String, Object> job =
        Map.of(
            "id",
            "1",
            "at",
            Map.of("x", 41, "y", 49),
            "window",
            List.of(161, 171),
            "service",
            10,
            "demand",
            10,
            "skills",
            List.of(),
            "priority",
            0);
    Day day = DayReader.read(day(EUCLIDEAN, crew, job));

    assertEquals(new Window(161, 171), day.jobs().get(0).window());
    assertEquals(new Place.Point(35, 35), day.crews().get(0).end());

    Plan plan = new Engine().solve(day, Effort.ofIterations(100, 1), Watch.NONE);
    Map<String, Object> json = PlanJson.of(plan, Locale.ENGLISH);
    assertEquals(
        List.of(
            "routes",
            "unassigned",
            "distance",
            "lateness",
            "overtime",
            "crewsUsed",
            "seconds",
            "iterations",
            "ended"),
        List.copyOf(json.keySet()));
    assertEquals(2 * Math.hypot(6, 14), plan.distance(), 1e-9);
    assertEquals(plan.distance(), json.get("distance"));
    assertEquals(1, json.get("crewsUsed"));
  }

  @Test
  void whatIsLeftOutMeansNoLimit() {
    Day day =
        DayReader.read(
            day(EUCLIDEAN, Map.of("id", "c", "start", HOME), Map.of("id", "j", "at", HOME)));

    assertNull(day.crews().get(0).end());
    assertEquals(Window.ALWAYS, day.jobs().get(0).window());
    assertEquals(new Objective.Distance(), day.objective());
    assertEquals(Set.of(), day.jobs().get(0).skills());
  }

  @Test
  void aMatrixHasIndexesAndNullIsNoWay() {
    List<List<Integer>> rows = List.of(List.of(0, 3), Arrays.asList(null, 0));
    Map<String, Object> travel = Map.of("mode", "matrix", "minutes", rows, "meters", rows);
    Day day =
        DayReader.read(day(travel, Map.of("id", "c", "index", 0), Map.of("id", "j", "index", 1)));

    assertEquals(new Place.Index(0), day.crews().get(0).end());
    assertEquals(Double.POSITIVE_INFINITY, ((Travel.Matrix) day.travel()).minutes()[1][0]);
  }

  @Test
  void everyBadFieldIsNamed() {
    Map<String, Object> crew = Map.of("id", "c", "start", Map.of("x", "1", "y", 2), "shfit", 1);
    Map<String, Object> job = Map.of("id", 7, "at", HOME, "window", List.of(1, 2, 3));
    assertEquals(
        List.of("/crews/0/start/x", "/crews/0/shfit", "/jobs/0/id", "/jobs/0/window"),
        pointers(day(EUCLIDEAN, crew, job)));
    assertEquals(List.of("/travel"), pointers(Map.of()));
    assertEquals(List.of("/travel/mode"), pointers(Map.of("travel", Map.of("mode", "fly"))));
    assertEquals(List.of("/crews"), pointers(Map.of("travel", EUCLIDEAN, "crews", Map.of())));
  }

  @Test
  void theQueryIsCappedAndChecked() {
    assertEquals(10, SolveParams.effort(Map.of(), 60).seconds());
    assertEquals(60, SolveParams.effort(Map.of("seconds", List.of("1e9")), 60).seconds());
    for (String bad : List.of("NaN", "-1", "x", "", "Infinity")) {
      Refusal.Invalid refusal =
          assertThrows(
              Refusal.Invalid.class, () -> SolveParams.effort(Map.of("seconds", List.of(bad)), 60));
      assertEquals("/seconds", refusal.errors().get(0).pointer());
    }
  }

  private static Map<String, Object> day(
      Map<String, Object> travel, Map<String, Object> crew, Map<String, Object> job) {
    Map<String, Object> day = new LinkedHashMap<>();
    day.put("travel", travel);
    day.put("crews", List.of(crew));
    day.put("jobs", List.of(job));
    return day;
  }

  private static List<String> pointers(Map<String, Object> json) {
    Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> DayReader.read(json));
    return refusal.errors().stream().map(FieldError::pointer).toList();
  }
}
