package io.lamplighter.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Text;
import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Day;
import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Job;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import io.lamplighter.api.planner.Unassigned;
import io.lamplighter.api.planner.Watch;
import io.lamplighter.kit.plans.PlanJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day in a file, and its tours on the screen. */
class PlanCommandTest {
  private static final String DAY = "{\"travel\":{\"mode\":\"euclidean\"}}";

  @Test
  void showsToursAndWhatIsLeftOut(@TempDir Path folder) throws Exception {
    String shown = new Terminal().give(Planner.class, new OneTour()).run(command(folder, DAY));

    assertTrue(shown.contains("c1") && shown.contains("j1"), shown);
    assertTrue(shown.contains("Left out: j2: no crew"), shown);
  }

  @Test
  void asJsonItIsTheAnswerOfTheHttpApi(@TempDir Path folder) throws Exception {
    PlanCommand command = command(folder, DAY);
    command.json = true;

    String shown = new Terminal().give(Planner.class, new OneTour()).run(command);

    assertEquals(Json.of(PlanJson.of(OneTour.PLAN, Locale.ENGLISH)), shown.trim());
    assertTrue(shown.contains("\"distance\":2.0"), shown);
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
    assertEquals("     2.5  first and last", insert(folder, "small", false));
    assertEquals("No crew can do it", insert(folder, "large", false));
    assertEquals("{\"candidates\":[]}", insert(folder, "large", true));
  }

  private static String insert(Path folder, String job, boolean json) throws Exception {
    InsertCommand command = new InsertCommand();
    String asked = ",\"plan\":{\"routes\":[]},\"job\":{\"id\":\"" + job + "\",\"index\":0}}";
    String text = DAY.substring(0, DAY.length() - 1) + asked;
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
    static final Plan PLAN =
        new Plan(
            List.of(new Route("c1", List.of(new Stop("j1", 1, 1, 2)), List.of(), 2, 0, 3)),
            List.of(new Unassigned("j2", new Text("no crew", "没有班组"))),
            2,
            0,
            0,
            0.1,
            10,
            Plan.Ending.SPENT);

    @Override
    public Plan solve(Day day, Effort effort, Watch watch) {
      return PLAN;
    }

    @Override
    public List<Candidate> insert(Day day, Plan plan, Job job) {
      Text reason = new Text("first and last", "首单、末单");
      Candidate place = new Candidate("c1", 0, 1, 2.5, 2.5, List.of(), reason);
      return job.id().equals("small") ? List.of(place) : List.of();
    }
  }
}
