package io.lamplighter.shell;

import io.lamplighter.api.dispatch.Capacities;
import io.lamplighter.api.dispatch.CapacityLine;
import io.lamplighter.api.security.Caller;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:capacity}: what the crews of a station can take on a day, have, and have left. */
@Service
@Command(
    scope = "lamp",
    name = "capacity",
    description = "Shows what a station's crews can take on a day, have, and have left / 承载力")
public final class CapacityCommand extends LampCommand {
  @Argument(name = "station", required = true, description = "Code of the station / 供电所代码")
  @Nullable String station;

  @Argument(index = 1, name = "day", description = "As 2026-11-30; today without it / 日期")
  @Nullable String day;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    LocalDate on = day == null ? null : day(day);
    String of = Objects.requireNonNull(station);
    List<CapacityLine> sheet =
        with(Capacities.class, Parts.DISPATCH, dispatch -> dispatch.sheet(caller, of, on));
    if (json) {
      out()
          .println(
              Json.of(
                  sheet.stream()
                      .map(
                          line ->
                              Json.object(
                                  "crew", line.crew(),
                                  "name", line.name(),
                                  "from", Times.iso(line.from()),
                                  "to", Times.iso(line.to()),
                                  "kind", line.kind(),
                                  "can", line.can(),
                                  "has", line.has(),
                                  "left", line.left()))
                      .toList()));
      return;
    }
    Times times = times();
    ShellTable table = table("crew", "name", "from", "kind", "can", "has", "left");
    sheet.forEach(
        line ->
            table
                .addRow()
                .addContent(
                    Plain.line(line.crew()),
                    Plain.line(line.name()),
                    times.show(line.from()),
                    line.kind() == null ? "(min)" : Plain.line(line.kind()),
                    line.can(),
                    line.has(),
                    line.left()));
    table.print(out());
  }

  private LocalDate day(String written) throws CommandException {
    try {
      return LocalDate.parse(written);
    } catch (DateTimeException e) {
      throw failure("A day is written as in 2026-11-30", "日期须如 2026-11-30");
    }
  }
}
