package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.clocks.Clock;
import io.lamplighter.api.clocks.ClockQuery;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.security.Caller;
import java.util.Map;
import java.util.Objects;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:clocks}: what is due next, or all clocks of one request. */
@Service
@Command(
    scope = "lamp",
    name = "clocks",
    description = "Lists the clocks that are due next, or those of a request / 时限")
public final class ClocksCommand extends LampCommand {
  @Argument(name = "no", description = "Number of a request: also those that are over / 工单编号")
  @Nullable String no;

  @Option(name = "--rule", description = "Of one rule only / 仅某一时限")
  @Nullable String rule;

  @Option(name = "--cell", description = "Of one grid cell only / 仅某一网格")
  @Nullable String cell;

  @Option(name = "-n", description = "How many at most / 最多条数")
  int most = 50;

  @Option(name = "--after", description = "Go on after this, the next of a page / 从此之后")
  @Nullable String after;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    ClockQuery query =
        new ClockQuery(no, rule, null, null, cell, null, after, Math.min(most, Page.MAX));
    Page<Clock> page =
        with(RunningClocks.class, Parts.CLOCKS, clocks -> clocks.find(caller, query));
    if (json) {
      out().println(Json.of(page.items().stream().map(ClocksCommand::shape).toList()));
      return;
    }
    ShellTable table = table("on", "rule", "edition", "state", "started", "due", "cell");
    for (Clock clock : page.items()) {
      table
          .addRow()
          .addContent(
              Plain.line(clock.on()),
              clock.rule(),
              Plain.line(clock.edition() + " (" + clock.issuer() + ")"),
              state(clock),
              times().show(clock.startedAt()),
              due(clock),
              Plain.line(clock.cell()));
    }
    table.print(out());
    more(page);
  }

  private String due(Clock clock) {
    String note = Objects.requireNonNullElse(clock.note(), "");
    return clock.dueAt() == null ? note : (times().show(clock.dueAt()) + " " + note).strip();
  }

  private static String state(Clock clock) {
    boolean metLate = clock.state() == Clock.State.MET && clock.breachedAt() != null;
    return clock.why() == null
        ? clock.state().wire() + (metLate ? " late" : "")
        : clock.state().wire() + " " + clock.why();
  }

  private static Map<String, @Nullable Object> shape(Clock clock) {
    return Json.object(
        "id", clock.id(),
        "on", clock.on(),
        "rule", clock.rule(),
        "edition", clock.edition(),
        "issuer", clock.issuer(),
        "region", clock.region(),
        "cell", clock.cell(),
        "state", clock.state().wire(),
        "startedAt", Times.iso(clock.startedAt()),
        "dueAt", Times.iso(clock.dueAt()),
        "note", clock.note(),
        "breachedAt", Times.iso(clock.breachedAt()),
        "endedAt", Times.iso(clock.endedAt()),
        "why", clock.why(),
        "under", clock.under(),
        "beaten", clock.beaten());
  }
}
