package io.lamplighter.shell;

import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:units}: the units below one, who answers for them, and who is on duty. */
@Service
@Command(
    scope = "lamp",
    name = "units",
    description = "Lists the units below one, with who is in charge and on duty / 组织机构")
public final class UnitsCommand extends LampCommand {
  @Argument(name = "code", description = "Of the unit above; the topmost without it / 上级单位代码")
  @Nullable String code;

  @Option(name = "--at", description = "At that time, ISO 8601 with its offset / 指定时间")
  @Nullable String at;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    Instant then = at(at);
    List<Map<String, @Nullable Object>> units =
        with(
            Organisation.class,
            Parts.ORGANISATION,
            organisation ->
                organisation.below(code, then).stream()
                    .filter(unit -> caller.covers(unit.region()))
                    .map(unit -> shape(organisation, unit, then))
                    .toList());
    if (json) {
      out().println(Json.of(units));
      return;
    }
    ShellTable table = new ShellTable();
    List<String> columns = List.of("code", "name", "level", "region", "inCharge", "onDuty");
    columns.forEach(table::column);
    units.forEach(
        unit ->
            table
                .addRow()
                .addContent(
                    columns.stream()
                        .map(column -> (Object) Plain.line(unit.get(column)))
                        .toList()));
    table.print(out());
  }

  private static Map<String, @Nullable Object> shape(
      Organisation organisation, Unit unit, Instant at) {
    return Json.object(
        "code", unit.code(),
        "name", unit.name(),
        "level", unit.level().wire(),
        "region", unit.region(),
        "inCharge", String.join(", ", organisation.inCharge(unit.code(), at)),
        "onDuty", String.join(", ", organisation.onDuty(unit.code(), at)));
  }
}
