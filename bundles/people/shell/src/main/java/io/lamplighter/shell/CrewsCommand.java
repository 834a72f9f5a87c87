package io.lamplighter.shell;

import io.lamplighter.api.dispatch.Capacities;
import io.lamplighter.api.dispatch.CrewLine;
import io.lamplighter.api.security.Caller;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:crews}: crews, who of them is missing, and when they work next. */
@Service
@Command(
    scope = "lamp",
    name = "crews",
    description = "Lists crews, who of them is missing, and when they work next / 班组")
public final class CrewsCommand extends LampCommand {
  @Argument(name = "station", description = "Of that station; all without it / 供电所代码")
  @Nullable String station;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    List<CrewLine> crews =
        with(Capacities.class, Parts.DISPATCH, dispatch -> dispatch.crews(caller, station));
    if (json) {
      out()
          .println(
              Json.of(
                  crews.stream()
                      .map(
                          crew ->
                              Json.object(
                                  "crew", crew.crew(),
                                  "name", crew.name(),
                                  "station", crew.station(),
                                  "members", crew.members(),
                                  "missing", crew.missing(),
                                  "from", Times.iso(crew.from()),
                                  "to", Times.iso(crew.to())))
                      .toList()));
      return;
    }
    Times times = times();
    ShellTable table = table("crew", "name", "station", "members", "missing", "from", "to");
    crews.forEach(
        crew ->
            table
                .addRow()
                .addContent(
                    Plain.line(crew.crew()),
                    Plain.line(crew.name()),
                    Plain.line(crew.station()),
                    crew.members(),
                    crew.missing(),
                    times.show(crew.from()),
                    times.show(crew.to())));
    table.print(out());
  }
}
