package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.visits.Visit;
import io.lamplighter.api.visits.VisitQuery;
import io.lamplighter.api.visits.VisitState;
import io.lamplighter.api.visits.Visits;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:visits}: who is asked how it was, and what he said. */
@Service
@Command(
    scope = "lamp",
    name = "visits",
    description = "Lists return visits, newest first, or those of one request / 回访")
public final class VisitsCommand extends LampCommand {
  @Argument(name = "no", description = "Number of a request / 工单编号")
  @Nullable String no;

  @Option(name = "--state", description = "asked, calling, answered, not-reached… / 状态")
  @Nullable String state;

  @Option(name = "--bad", description = "Bad answers only / 仅不满意")
  boolean bad;

  @Option(name = "-n", description = "How many at most / 最多条数")
  int most = 50;

  @Option(name = "--after", description = "Go on after this, the next of a page / 从此之后")
  @Nullable String after;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    VisitQuery query =
        new VisitQuery(
            oneOf("--state", state, VisitState.values(), VisitState::wire),
            null,
            null,
            null,
            no,
            bad ? Boolean.TRUE : null,
            null,
            after,
            Math.min(most, Page.MAX));
    Page<Visit> page = with(Visits.class, Parts.VISITS, visits -> visits.find(caller, query));
    if (json) {
      out().println(Json.of(page.items().stream().map(VisitsCommand::shape).toList()));
      return;
    }
    ShellTable table = table("visit", "kind", "resolved", "drawn by", "state", "next", "score");
    for (Visit visit : page.items()) {
      Visit.Draw draw = visit.draw();
      Visit.Answer answer = visit.answer();
      table
          .addRow()
          .addContent(
              Plain.line(visit.id()),
              Plain.line(visit.kind()),
              times().show(visit.resolvedAt()),
              draw == null ? "" : Plain.line(draw.rule() + " " + draw.share() + "%"),
              visit.why() == null ? visit.state().wire() : visit.state().wire() + " " + visit.why(),
              times().show(visit.nextAt()),
              answer == null ? "" : answer.score() + (answer.bad() ? " bad" : ""));
    }
    table.print(out());
    more(page);
  }

  private static Map<String, @Nullable Object> shape(Visit visit) {
    Visit.Draw draw = visit.draw();
    Visit.Answer answer = visit.answer();
    return Json.object(
        "id", visit.id(),
        "requestNo", visit.requestNo(),
        "kind", visit.kind(),
        "region", visit.region(),
        "cell", visit.cell(),
        "resolvedAt", Times.iso(visit.resolvedAt()),
        "state", visit.state().wire(),
        "why", visit.why(),
        "draw",
            draw == null
                ? null
                : Json.object(
                    "rule", draw.rule(),
                    "edition", draw.edition().toString(),
                    "share", draw.share(),
                    "number", draw.number(),
                    "seedDay", draw.seedDay().toString(),
                    "drawn", draw.drawn(),
                    "badAt", draw.badAt()),
        "nextAt", Times.iso(visit.nextAt()),
        "tries", visit.tries().size(),
        "answer",
            answer == null
                ? null
                : Json.object(
                    "score", answer.score(),
                    "reasons", answer.reasons(),
                    "channel", answer.channel(),
                    "at", Times.iso(answer.at()),
                    "bad", answer.bad(),
                    "asked", answer.asked()));
  }
}
