package io.lamplighter.shell;

import io.lamplighter.api.clocks.WorkingDays;
import io.lamplighter.api.clocks.WorkingDays.Calendar;
import io.lamplighter.api.clocks.WorkingDays.Change;
import io.lamplighter.api.clocks.WorkingDays.Difference;
import io.lamplighter.api.clocks.WorkingDays.Effect;
import io.lamplighter.api.clocks.WorkingDays.Special;
import io.lamplighter.api.clocks.WorkingDays.Year;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.text.Count;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:calendar}: the calendars by which limits count, and a year that is brought in. */
@Service
@Command(
    scope = "lamp",
    name = "calendar",
    description = "Shows calendars and their years, or brings a year in / 工作日历")
public final class CalendarCommand extends LampCommand {
  private static final Pattern FILE = Pattern.compile("calendar-([A-Za-z0-9-]+)-(\\d{4})\\.csv");

  @Argument(index = 0, description = "Name of a calendar, as CN / 日历名称")
  @Nullable String name;

  @Argument(index = 1, description = "A year of it / 年份")
  @Nullable Integer year;

  @Option(
      name = "--import",
      description = "Bring in the year in this file, calendar-<name>-<year>.csv / 导入某年的文件")
  @Completion(FileCompleter.class)
  @Nullable String file;

  @Option(name = "--preview", description = "Only say what the file would do / 仅预览")
  boolean preview;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    String given = file;
    if (given != null) {
      bring(caller, given);
      return;
    }
    String one = name;
    Integer shown = year;
    if (one != null && shown != null) {
      show(with(WorkingDays.class, Parts.CLOCKS, days -> days.year(caller, one, shown)));
      return;
    }
    list(
        with(
            WorkingDays.class,
            Parts.CLOCKS,
            days -> one == null ? days.calendars(caller) : List.of(days.calendar(caller, one))));
  }

  private void bring(Caller caller, String given) throws CommandException {
    Matcher named = FILE.matcher(String.valueOf(Path.of(given).getFileName()));
    if (!named.matches()) {
      throw failure(
          "The file is called calendar-<name>-<year>.csv", "文件名须为 calendar-<名称>-<年份>.csv");
    }
    String csv = text(given);
    Change change =
        with(
            WorkingDays.class,
            Parts.CLOCKS,
            days ->
                days.bring(
                    caller, named.group(1), Integer.parseInt(named.group(2)), csv, null, preview));
    if (json) {
      out()
          .println(
              Json.of(
                  Json.object(
                      "year", shape(change.year()),
                      "days", change.days().stream().map(CalendarCommand::shape).toList(),
                      "inForce", change.inForce())));
      return;
    }
    for (Difference day : change.days()) {
      out().println(day.day() + "  " + (day.was() == null ? "–" : day.was()) + " → " + day.is());
    }
    Effect clocks = change.clocks();
    if (clocks != null) {
      say(
          clocks.moved() + " of " + clocks.open() + " open clocks would be due at another time",
          clocks.open() + " 个运行中的时限，" + clocks.moved() + " 个将改期");
    }
    if (change.inForce()) {
      say(
          Count.of(change.days().size(), "day", "days") + " changed; in force",
          "已生效，变更 " + change.days().size() + " 天");
    } else {
      say("Nothing is changed: a preview", "仅为预览，未作更改");
    }
  }

  private void list(List<Calendar> all) {
    if (json) {
      out().println(Json.of(all.stream().map(CalendarCommand::shape).toList()));
      return;
    }
    ShellTable table = table("calendar", "days", "worktime", "day ends", "years", "firm to");
    for (Calendar one : all) {
      table
          .addRow()
          .addContent(
              one.name(),
              one.everyDay() ? "every" : "mon-fri",
              String.join(" ", one.worktime()),
              one.dayEnds(),
              one.years().stream().map(String::valueOf).collect(Collectors.joining(" ")),
              one.firmTo() == null ? "" : one.firmTo());
    }
    table.print(out());
  }

  private void show(Year shown) {
    if (json) {
      out().println(Json.of(shape(shown)));
      return;
    }
    ShellTable table = table("day", "what", "holiday");
    for (Special day : shown.days()) {
      table.addRow().addContent(day.day(), day.off() ? "off" : "work", Plain.line(day.name()));
    }
    table.print(out());
    say(
        shown.workdays() + " working days, firm to " + shown.firmTo() + ", " + shown.from(),
        shown.workdays() + " 个工作日，确定至 " + shown.firmTo() + "，来源 " + shown.from());
  }

  private static Map<String, @Nullable Object> shape(Calendar one) {
    return Json.object(
        "name", one.name(),
        "everyDay", one.everyDay(),
        "worktime", one.worktime(),
        "dayEnds", one.dayEnds(),
        "official", one.official(),
        "years", one.years(),
        "firmTo", one.firmTo() == null ? null : one.firmTo().toString());
  }

  private static Map<String, @Nullable Object> shape(Year shown) {
    return Json.object(
        "calendar", shown.calendar(),
        "year", shown.year(),
        "version", shown.version(),
        "from", shown.from(),
        "firmTo", shown.firmTo().toString(),
        "workdays", shown.workdays(),
        "days",
            shown.days().stream()
                .map(
                    day ->
                        Json.object(
                            "day", day.day().toString(), "off", day.off(), "name", day.name()))
                .toList());
  }

  private static Map<String, @Nullable Object> shape(Difference day) {
    return Json.object("day", day.day().toString(), "was", day.was(), "is", day.is());
  }
}
