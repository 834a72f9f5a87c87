package io.lamplighter.shell;

import io.lamplighter.api.clocks.Limits;
import io.lamplighter.api.clocks.Limits.Limit;
import io.lamplighter.api.clocks.Limits.Outcome;
import io.lamplighter.api.clocks.Limits.Trial;
import io.lamplighter.api.clocks.Limits.Wanted;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.text.Count;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:rules}: the time limits in force, and what others would have found. */
@Service
@Command(
    scope = "lamp",
    name = "rules",
    description = "Shows the time limits in force, or tries a rules.csv / 时限规则")
public final class RulesCommand extends LampCommand {
  @Argument(description = "Of one limit, as fault.first-response / 时限名称")
  @Nullable String code;

  @Option(name = "--at", description = "Those valid on that day, as 2026-11-22 / 指定日期有效")
  @Nullable String at;

  @Option(name = "--region", description = "Those for that region / 适用地区")
  @Nullable String region;

  @Option(name = "--try", description = "Try this rules.csv on the last month / 以上月数据试算")
  @Completion(FileCompleter.class)
  @Nullable String trial;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    String file = trial;
    if (file != null) {
      String csv = text(file);
      show(with(Limits.class, Parts.CLOCKS, limits -> limits.tryOut(caller, csv)));
      return;
    }
    Wanted wanted = new Wanted(code, null, day(at), region);
    List<Limit> all = with(Limits.class, Parts.CLOCKS, limits -> limits.find(caller, wanted));
    String mistake =
        with(Limits.class, Parts.CLOCKS, limits -> Optional.ofNullable(limits.mistake(caller)))
            .orElse(null);
    if (json) {
      out().println(Json.of(all.stream().map(RulesCommand::shape).toList()));
      return;
    }
    ShellTable table = table("code", "limit", "for", "valid", "issuer", "edition", "status");
    for (Limit limit : all) {
      table
          .addRow()
          .addContent(
              limit.code(),
              amount(limit),
              whom(limit),
              valid(limit),
              Plain.line(limit.issuer()),
              Plain.cut(limit.edition(), 40),
              limit.inForce() ? limit.status() : limit.status() + " *");
    }
    table.print(out());
    if (all.stream().anyMatch(limit -> !limit.inForce())) {
      say("* starts nothing today", "* 当前不适用");
    }
    if (mistake != null) {
      say(
          "The company's own files are not in force: " + Plain.line(mistake),
          "自有文件未生效：" + Plain.line(mistake));
    }
  }

  private @Nullable LocalDate day(@Nullable String written) throws CommandException {
    try {
      return written == null ? null : LocalDate.parse(written);
    } catch (DateTimeException e) {
      throw failure("--at is a day, as 2026-11-22", "--at 须为日期，如 2026-11-22");
    }
  }

  private void show(Trial shown) {
    if (json) {
      out().println(Json.of(shape(shown)));
      return;
    }
    ShellTable table = new ShellTable();
    table.column("code");
    for (String column : List.of("clocks", "would be late", "were late", "not computable")) {
      table.column(column).alignRight();
    }
    table.column("late only by these");
    for (Outcome one : shown.outcomes()) {
      table
          .addRow()
          .addContent(
              one.code(),
              one.clocks(),
              one.late(),
              one.lateNow(),
              one.notComputable(),
              Plain.cut(String.join(" ", one.more()), 60));
    }
    table.print(out());
    String seen = shown.entries() + (shown.whole() ? "" : "+");
    say(
        seen
            + " entries of "
            + Count.of(shown.subjects(), "thing", "things")
            + " since "
            + Times.iso(shown.from()),
        "自 " + Times.iso(shown.from()) + " 起 " + shown.subjects() + " 件事项的 " + seen + " 条记录");
  }

  private static String amount(Limit limit) {
    return (limit.mean() ? "mean " : "") + limit.amount() + " " + limit.unit();
  }

  private static String valid(Limit limit) {
    return (limit.from() == null ? "" : limit.from())
        + " – "
        + (limit.to() == null ? "" : limit.to());
  }

  private static String whom(Limit limit) {
    List<String> words = new ArrayList<>();
    Limits.Audience audience = limit.audience();
    for (List<String> some :
        List.of(audience.kinds(), audience.classes(), audience.areas(), audience.channels())) {
      if (!some.isEmpty()) {
        words.add(String.join("|", some));
      }
    }
    if (audience.important() != null) {
      words.add(audience.important() ? "important" : "not important");
    }
    if (!audience.regions().isEmpty()) {
      words.add((audience.elsewhere() ? "!" : "") + String.join("|", audience.regions()));
    }
    return words.isEmpty() ? "all" : String.join(" ", words);
  }

  private static Map<String, @Nullable Object> shape(Limit limit) {
    return Json.object(
        "key", limit.key(),
        "code", limit.code(),
        "edition", limit.edition(),
        "issuer", limit.issuer(),
        "from", limit.from() == null ? null : limit.from().toString(),
        "to", limit.to() == null ? null : limit.to().toString(),
        "for", whom(limit),
        "amount", limit.amount(),
        "unit", limit.unit(),
        "calendar", limit.calendar(),
        "mean", limit.mean(),
        "status", limit.status(),
        "source", limit.source(),
        "inForce", limit.inForce());
  }

  private static Map<String, @Nullable Object> shape(Trial shown) {
    return Json.object(
        "from", Times.iso(shown.from()),
        "to", Times.iso(shown.to()),
        "entries", shown.entries(),
        "subjects", shown.subjects(),
        "whole", shown.whole(),
        "outcomes", shown.outcomes().stream().map(RulesCommand::shape).toList());
  }

  private static Map<String, @Nullable Object> shape(Outcome one) {
    return Json.object(
        "code", one.code(),
        "clocks", one.clocks(),
        "late", one.late(),
        "lateNow", one.lateNow(),
        "notComputable", one.notComputable(),
        "more", one.more(),
        "fewer", one.fewer());
  }
}
