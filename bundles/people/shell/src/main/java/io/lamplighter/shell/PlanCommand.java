package io.lamplighter.shell;

import io.lamplighter.api.planner.Effort;
import io.lamplighter.api.planner.Plan;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.api.planner.Route;
import io.lamplighter.api.planner.Stop;
import io.lamplighter.api.planner.Unassigned;
import io.lamplighter.kit.plans.DayReader;
import io.lamplighter.kit.plans.PlanJson;
import io.lamplighter.kit.text.Count;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.table.ShellTable;

/** {@code lamp:plan}: plans the day in a file; Ctrl-C shows the best so far. */
@Service
@Command(
    scope = "lamp",
    name = "plan",
    description = "Plans the day in a JSON file, as POST /api/v1/plans/solve does / 规划路线")
public final class PlanCommand extends LampCommand {
  @Argument(name = "file", description = "The day as JSON / 当日数据文件", required = true)
  @Completion(FileCompleter.class)
  String file = "";

  @Option(name = "--seconds", description = "How long to search / 计算秒数")
  double seconds = 10;

  @Option(name = "--iterations", description = "How often to change the plan / 迭代次数")
  long iterations = Long.MAX_VALUE;

  @Option(name = "--seed", description = "The same seed, the same plan / 随机种子")
  long seed = 1;

  @Override
  void run() throws CommandException {
    Map<String, Object> body = object(file);
    Effort effort = new Effort(seconds, iterations, Double.NEGATIVE_INFINITY, seed, 1);
    Thread caller = Thread.currentThread();
    String text =
        with(
            Planner.class,
            Parts.PLANNER,
            planner -> {
              Plan plan = planner.solve(DayReader.read(body), effort, caller::isInterrupted);
              if (json) {
                return Json.of(PlanJson.of(plan, locale()));
              }
              print(plan);
              return "";
            });
    out().print(text.isEmpty() ? text : text + System.lineSeparator());
  }

  private void print(Plan plan) {
    ShellTable table = new ShellTable();
    boolean chinese = locale().getLanguage().equals("zh");
    for (String title :
        chinese
            ? new String[] {"班组", "单数", "行程", "完成", "顺序"}
            : new String[] {"Crew", "Jobs", "Distance", "Finish", "Order"}) {
      table.column(title);
    }
    for (Route route : plan.routes()) {
      String order = route.stops().stream().map(Stop::job).collect(Collectors.joining(" "));
      table
          .addRow()
          .addContent(
              Plain.line(route.crew()),
              route.stops().size(),
              number(route.distance()),
              number(route.finish()),
              Plain.line(order));
    }
    table.print(out());
    String distance = number(plan.distance());
    say(
        "Distance "
            + distance
            + ", "
            + Count.of(plan.crewsUsed(), "crew", "crews")
            + ", "
            + Count.of(plan.iterations(), "step", "steps"),
        "总行程 " + distance + "，" + plan.crewsUsed() + " 个班组，" + plan.iterations() + " 步");
    for (Unassigned left : plan.unassigned()) {
      String job = Plain.line(left.job());
      say(
          "Left out: " + job + ": " + Plain.line(left.reason().en()),
          "未安排：" + job + "：" + Plain.line(left.reason().zh()));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
