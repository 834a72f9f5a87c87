package io.lamplighter.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lamplighter.harness.Await;
import io.lamplighter.harness.Client;
import io.lamplighter.harness.Distribution;
import io.lamplighter.harness.Instance;
import io.lamplighter.harness.TailOnFailure;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A day's tours from outside: over HTTP and in the shell, with a caller who leaves and a planner
 * that is replaced in the middle of a search.
 */
@ExtendWith(TailOnFailure.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PlannerIT {
  private static final String SOLVE = "/api/v1/plans/solve";
  private static final Map<String, Object> HOME = Map.of("x", 35, "y", 35);
  private Instance instance;
  private Client dispatcher;

  @BeforeAll
  void start() throws Exception {
    instance = Shared.instance();
    dispatcher = instance.client().loggedIn(instance.users(), "dispatcher");
  }

  @Test
  void aDayIsPlannedAndOneMoreJobFindsItsPlace() {
    Map<String, Object> day = day(20);
    JsonNode plan = dispatcher.post(SOLVE + "?iterations=2000&seconds=30", day).expect(200).json();
    assertEquals("spent", plan.get("ended").asText());
    assertEquals(0, plan.get("unassigned").size());

    day.put("plan", plan);
    day.put("job", Map.of("id", "new", "at", Map.of("x", 40, "y", 40), "service", 5));
    Client chinese = dispatcher.with("Accept-Language", "zh");
    JsonNode places = chinese.post("/api/v1/plans/insert", day).expect(200).json();
    JsonNode best = places.get("candidates").get(0);
    assertTrue(best.get("reason").asText().startsWith("班组 c"), best.toString());
    assertTrue(best.get("cost").asDouble() < 20, best.toString());
  }

  @Test
  void whatMakesNoSenseIsAProblem() {
    Map<String, Object> day = day(2);
    day.put("jobs", List.of(Map.of("id", "a", "at", HOME, "window", List.of(9, 3))));
    JsonNode problem = dispatcher.post(SOLVE, day).expect(400).json();
    assertEquals("/jobs/0/window", problem.get("errors").get(0).get("pointer").asText());
    assertEquals(
        "/plan",
        dispatcher
            .post("/api/v1/plans/insert", day(2))
            .expect(400)
            .json()
            .get("errors")
            .get(0)
            .get("pointer")
            .asText());
    dispatcher.post(SOLVE + "?seconds=x", day(2)).expect(400);
    instance.client().post(SOLVE, day(2)).expect(401);
  }

  /** One search for each user at a time, and one who leaves does not leave his search behind. */
  @Test
  void whoLeavesEndsHisSearch() throws Exception {
    try (InputStream mine = dispatcher.listen(SOLVE + "?seconds=60", day(200))) {
      assertEquals(' ', mine.read());
      Client.Answer second = dispatcher.post(SOLVE + "?seconds=0", day(2)).expect(429);
      assertFalse(second.header("Retry-After").isEmpty());
    }
    Await.until(
        Duration.ofSeconds(30),
        () -> "his search goes on",
        () -> dispatcher.post(SOLVE + "?seconds=0", day(2)).status() == 200);
  }

  @Test
  void anUpdateEndsTheSearchWithTheBestSoFar() throws Exception {
    Client agent = instance.client().loggedIn(instance.users(), "agent");
    Client events = agent.with("Accept", "text/event-stream");
    try (InputStream mine = events.listen(SOLVE + "?seconds=60", day(200));
        BufferedReader lines = new BufferedReader(new InputStreamReader(mine, UTF_8))) {
      assertEquals("event: progress", lines.readLine());
      update();
      JsonNode plan = last(lines, "plan");
      assertEquals("stopped", plan.get("ended").asText());
      assertEquals(200, stops(plan) + plan.get("unassigned").size());
      assertTrue(plan.get("seconds").asDouble() < 55, plan.get("seconds").asText());
    }
    assertEquals(
        "spent", agent.post(SOLVE + "?seconds=0", day(2)).expect(200).json().get("ended").asText());
  }

  @Test
  void theShellPlansTheDayInAFile() throws Exception {
    Map<String, Object> day = day(5);
    Path file = instance.data.resolve("day.json");
    Files.write(file, Client.JSON.writeValueAsBytes(day));
    String shown = instance.shell("lamp:plan --iterations 500 " + file);
    assertTrue(shown.contains("Distance ") && shown.contains("j4"), shown);

    String json = instance.shell("lamp:plan --json --iterations 500 " + file);
    day.put("plan", Client.JSON.readTree(json.substring(json.indexOf('{'))));
    day.put("job", Map.of("id", "new", "at", HOME));
    Files.write(file, Client.JSON.writeValueAsBytes(day));
    String places = instance.shell("lamp:insert " + file);
    assertTrue(places.contains("Crew c"), places);
  }

  private void update() throws Exception {
    Matcher row =
        Pattern.compile("(?m)^\\s*(\\d+)\\D.*io\\.lamplighter\\.planner\\s*$")
            .matcher(instance.shell("bundle:list -t 0 -s --no-format"));
    assertTrue(row.find(), "the planner is not listed");
    String said =
        instance.shell("bundle:update " + row.group(1) + " file:" + Distribution.bundle("planner"));
    assertFalse(said.contains("Error") || said.contains("Exception"), said);
  }

  /** The data of the event of that name, which is the last one. */
  private static JsonNode last(BufferedReader lines, String name) throws Exception {
    String event = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (event.equals(name) && line.startsWith("data: ")) {
        return Client.JSON.readTree(line.substring(6));
      }
    }
    throw new AssertionError("no event " + name + ", last was " + event);
  }

  private static int stops(JsonNode plan) {
    int stops = 0;
    for (JsonNode route : plan.get("routes")) {
      stops += route.get("stops").size();
    }
    return stops;
  }

  private static Map<String, Object> day(int jobs) {
    Map<String, Object> day = new LinkedHashMap<>();
    day.put("travel", Map.of("mode", "euclidean"));
    day.put(
        "crews",
        IntStream.range(0, 12)
            .mapToObj(
                i -> Map.of("id", "c" + i, "start", HOME, "end", HOME, "shift", List.of(0, 480)))
            .toList());
    day.put(
        "jobs",
        IntStream.range(0, jobs)
            .mapToObj(
                i ->
                    Map.of(
                        "id",
                        "j" + i,
                        "at",
                        Map.of("x", i * 37 % 71, "y", i * 53 % 67),
                        "service",
                        10))
            .toList());
    return day;
  }
}
