package io.lamplighter.shell;

import io.lamplighter.api.House;
import io.lamplighter.api.indices.Indices;
import io.lamplighter.api.indices.Indices.Described;
import io.lamplighter.api.indices.Indices.Figure;
import io.lamplighter.api.indices.Indices.FigureQuery;
import io.lamplighter.api.indices.Measure;
import io.lamplighter.api.security.Caller;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:indices}: which there are, or what one comes to in a month. */
@Service
@Command(
    scope = "lamp",
    name = "indices",
    description = "Lists the indices, or what one comes to by unit / 指标")
public final class IndicesCommand extends LampCommand {
  @Argument(name = "index", description = "Its code, as on-time; all without / 指标代码")
  @Nullable String index;

  @Argument(index = 1, name = "month", description = "As 2026-11; this one without / 月份，默认本月")
  @Nullable String month;

  @Option(name = "--by", description = "cell, station, county, city or province / 单位层级")
  String by = "county";

  @Option(name = "--part", description = "One part of it, as a rule / 分项")
  @Nullable String part;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    if (index == null) {
      list(all(caller));
      return;
    }
    YearMonth of = month();
    FigureQuery query =
        new FigureQuery(index, part, by, null, null, of.atDay(1), of.atEndOfMonth());
    List<Figure> figures =
        with(Indices.class, Parts.INDICES, indices -> indices.figures(caller, query));
    if (json) {
      out().println(Json.of(figures.stream().map(IndicesCommand::shape).toList()));
      return;
    }
    Measure measure =
        all(caller).stream()
            .filter(one -> one.code().equals(index))
            .map(Described::measure)
            .findAny()
            .orElse(Measure.SHARE);
    ShellTable table = table("unit", "name", "cases", "waiting", "figure", "from", "to");
    for (Figure figure : figures) {
      table
          .addRow()
          .addContent(
              Plain.line(figure.unit()),
              Plain.line(figure.name()),
              figure.cases() + (figure.few() ? " few" : ""),
              figure.waiting(),
              shown(figure.value(), measure),
              shown(figure.low(), measure),
              shown(figure.high(), measure));
    }
    table.print(out());
  }

  private List<Described> all(Caller caller) throws CommandException {
    return with(Indices.class, Parts.INDICES, indices -> indices.all(caller));
  }

  private void list(List<Described> all) {
    if (json) {
      out()
          .println(
              Json.of(
                  all.stream()
                      .map(
                          one ->
                              Json.object(
                                  "index", one.code(),
                                  "edition", one.edition(),
                                  "name", one.name().in(locale()),
                                  "formula", one.formula().in(locale()),
                                  "parts", one.parts()))
                      .toList()));
      return;
    }
    ShellTable table = table("index", "edition", "name", "formula");
    for (Described one : all) {
      table
          .addRow()
          .addContent(
              one.code(), one.edition(), one.name().in(locale()), one.formula().in(locale()));
    }
    table.print(out());
  }

  private YearMonth month() throws CommandException {
    try {
      return month == null
          ? YearMonth.from(at(null).atZone(with(House.class, Parts.HOUSE, House::zone)))
          : YearMonth.parse(month);
    } catch (DateTimeException e) {
      throw new CommandException("No month: " + Plain.line(month) + " / 月份格式不正确");
    }
  }

  private static String shown(@Nullable Double value, Measure measure) {
    if (value == null) {
      return "";
    }
    return switch (measure) {
      case SHARE, RATIO -> String.format(Locale.ROOT, "%.1f %%", value * 100);
      case MINUTES -> String.format(Locale.ROOT, "%.1f min", value);
      case PER_THOUSAND -> String.format(Locale.ROOT, "%.1f /1000", value);
    };
  }

  private static Map<String, @Nullable Object> shape(Figure figure) {
    return Json.object(
        "unit", figure.unit(),
        "name", figure.name(),
        "cases", figure.cases(),
        "waiting", figure.waiting(),
        "value", figure.value(),
        "low", figure.low(),
        "high", figure.high(),
        "few", figure.few());
  }
}
