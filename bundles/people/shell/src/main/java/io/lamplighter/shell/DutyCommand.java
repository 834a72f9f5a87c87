package io.lamplighter.shell;

import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:duty}: who is on duty for a unit, and along which line it escalates. */
@Service
@Command(
    scope = "lamp",
    name = "duty",
    description = "Shows who is or was on duty for a unit, and those above it / 值班")
public final class DutyCommand extends LampCommand {
  @Argument(name = "unit", required = true, description = "Code of the unit / 单位代码")
  @Nullable String unit;

  @Option(name = "--at", description = "At that time, ISO 8601 with its offset / 指定时间")
  @Nullable String at;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    Instant then = at(at);
    String code = Objects.requireNonNull(unit);
    List<Map<String, @Nullable Object>> line =
        with(
            Organisation.class,
            Parts.ORGANISATION,
            organisation -> line(organisation, caller, code, then));
    if (line.isEmpty()) {
      throw failure("There is no such unit", "没有该单位");
    }
    if (json) {
      out().println(Json.of(line));
      return;
    }
    ShellTable table = new ShellTable();
    List<String> columns = List.of("code", "name", "onDuty", "inCharge");
    columns.forEach(table::column);
    line.forEach(
        one ->
            table
                .addRow()
                .addContent(
                    columns.stream().map(column -> (Object) Plain.line(one.get(column))).toList()));
    table.print(out());
  }

  /** Empty when the unit is not one of the caller's. */
  private static List<Map<String, @Nullable Object>> line(
      Organisation organisation, Caller caller, String code, Instant at) {
    List<Unit> line = organisation.line(code, at);
    if (line.isEmpty() || !caller.covers(line.get(0).region())) {
      return List.of();
    }
    return line.stream()
        .map(
            one ->
                Json.object(
                    "code", one.code(),
                    "name", one.name(),
                    "onDuty", String.join(", ", organisation.onDuty(one.code(), at)),
                    "inCharge", String.join(", ", organisation.inCharge(one.code(), at))))
        .toList();
  }
}
