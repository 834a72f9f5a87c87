package io.lamplighter.shell;

import io.lamplighter.api.planner.Candidate;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.kit.plans.InsertReader;
import io.lamplighter.kit.plans.PlanJson;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;

/** {@code lamp:insert}: where one more job fits best into the plan in a file. */
@Service
@Command(
    scope = "lamp",
    name = "insert",
    description = "Where one more job fits best, as POST /api/v1/plans/insert says / 插单建议")
public final class InsertCommand extends LampCommand {
  @Argument(name = "file", description = "Day, plan and job as JSON / 数据文件", required = true)
  @Completion(FileCompleter.class)
  String file = "";

  @Override
  void run() throws CommandException {
    Map<String, Object> body = object(file);
    String text = with(Planner.class, Parts.PLANNER, planner -> text(planner, body));
    out().println(text);
  }

  private String text(Planner planner, Map<String, Object> body) {
    InsertReader asked = InsertReader.read(body);
    List<Candidate> places = planner.insert(asked.day(), asked.plan(), asked.job());
    if (json) {
      return Json.of(PlanJson.of(places, locale()));
    }
    boolean chinese = locale().getLanguage().equals("zh");
    if (places.isEmpty()) {
      return chinese ? "没有班组能承接" : "No crew can do it";
    }
    StringBuilder lines = new StringBuilder();
    for (Candidate place : places) {
      lines.append(lines.isEmpty() ? "" : System.lineSeparator());
      lines.append(String.format(Locale.ROOT, "%8.1f  ", place.cost()));
      lines.append(Plain.line(place.reason().in(locale())));
    }
    return lines.toString();
  }
}
