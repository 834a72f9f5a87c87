package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Text;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Objective;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import io.lamplighter.api.planner.Travel;
import io.lamplighter.api.planner.Unassigned;
import io.lamplighter.api.planner.Watch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day in a file, and its tours on the screen. */
class PlanCommandTest {
  @Test
  void showsToursAndWhatIsLeftOut(@TempDir Path folder) throws Exception {
    String shown =
        new Terminal().give(Planner.class, new OneTour()).run(command(folder, "{\"a\":1}"));

    assertTrue(shown.contains("c1") && shown.contains("j1"), shown);
    assertTrue(shown.contains("Left out: j2: no crew"), shown);
  }

  @Test
  void asJsonItIsTheAnswerOfTheHttpApi(@TempDir Path folder) throws Exception {
    PlanCommand command = command(folder, "{\"a\":1}");
    command.json = true;

    String shown = new Terminal().give(Planner.class, new OneTour()).run(command);

    assertEquals("{\"distance\":2.0}", shown.trim());
  }

  @Test
  void saysWhatIsWrongWithTheFile(@TempDir Path folder) throws Exception {
    Terminal terminal = new Terminal().give(Planner.class, new OneTour());
    PlanCommand missing = new PlanCommand();
    missing.file = folder.resolve("none").toString();

    assertTrue(terminal.failing(command(folder, "[1]")).startsWith("No JSON object in "));
    assertTrue(terminal.failing(missing).startsWith("Cannot read "));
    assertTrue(
        new Terminal().failing(command(folder, "{}")).startsWith("The planner is not running"));
  }

  @Test
  void showsWhereOneMoreJobFits(@TempDir Path folder) throws Exception {
    assertEquals("     2.5  first and last", insert(folder, "{\"job\":{}}", false));
    assertEquals("No crew can do it", insert(folder, "{}", false));
    assertEquals("{\"candidates\":0}", insert(folder, "{}", true));
  }

  private static String insert(Path folder, String text, boolean json) throws Exception {
    InsertCommand command = new InsertCommand();
    command.file = Files.writeString(folder.resolve("insert.json"), text).toString();
    command.json = json;
    return new Terminal().give(Planner.class, new OneTour()).run(command).stripTrailing();
  }

  private static PlanCommand command(Path folder, String json) throws Exception {
    PlanCommand command = new PlanCommand();
    command.file = Files.writeString(folder.resolve("day.json"), json).toString();
    return command;
  }

  /** Always the same tour. */
  private static final class OneTour implements Planner {
    @Override
    public Day read(Map<String, ?> json) {
      return new Day(new Travel.Euclidean(), List.of(), List.of(), new Objective.Distance());
    }

    @Override
    public Map<String, Object> write(Plan plan, Locale language) {
      return Map.of("distance", plan.distance());
    }

    @Override
    public Plan solve(Day day, Effort effort, Watch watch) {
      Route route = new Route("c1", List.of(new Stop("j1", 1, 1, 2)), List.of(), 2, 0, 3);
      Unassigned left = new Unassigned("j2", new Text("no crew", "没有班组"));
      return new Plan(List.of(route), List.of(left), 2, 0, 0, 0.1, 10, Plan.Ending.SPENT);
    }

    @Override
    public List<Candidate> insert(Day day, Plan plan, Job job) {
      return List.of();
    }

    @Override
    public List<Candidate> insert(Map<String, ?> json) {
      Text reason = new Text("first and last", "首单、末单");
      Candidate place = new Candidate("c1", 0, 1, 2.5, 2.5, List.of(), reason);
      return json.containsKey("job") ? List.of(place) : List.of();
    }

    @Override
    public Map<String, Object> write(List<Candidate> places, Locale language) {
      return Map.of("candidates", places.size());
    }
  }
}
