package io.lamplighter.shell;

import io.lamplighter.api.routes.Routes;
import io.lamplighter.api.security.Caller;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:routes}: what runs to and from other systems, and how it is doing. */
@Service
@Command(
    scope = "lamp",
    name = "routes",
    description = "Shows the routes to other systems and mistakes in their files / 对外路由")
public final class RoutesCommand extends LampCommand {
  /** So many letters of a cause stand in the table; all of it below. */
  static final int CAUSE = 80;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    List<Routes.RouteSet> sets = with(Routes.class, Parts.ROUTES, routes -> routes.all(caller));
    if (json) {
      out().println(Json.of(sets.stream().map(RoutesCommand::shape).toList()));
      return;
    }
    ShellTable table = table("set", "state", "route", "from");
    for (String name : List.of("done", "per min", "failed", "waiting", "letters")) {
      table.column(name).alignRight();
    }
    table.column("oldest");
    table.column("blocked since");
    table.column("last error");
    sets.forEach(set -> add(table, set));
    table.print(out());
    for (Routes.RouteSet set : sets) {
      if (set.mistake() != null) {
        out().println(set.name() + ": " + Plain.line(set.mistake()));
      }
      for (Routes.Route route : set.routes()) {
        if (Plain.isCut(route.lastError(), CAUSE)) {
          out().println(route.id() + ": " + Plain.line(route.lastError()));
        }
      }
    }
  }

  private void add(ShellTable table, Routes.RouteSet set) {
    if (set.routes().isEmpty()) {
      table
          .addRow()
          .addContent(set.name(), set.state().wire(), "", "", "", "", "", "", "", "", "", "");
    }
    for (Routes.Route route : set.routes()) {
      Routes.Follower follower = route.follower();
      table
          .addRow()
          .addContent(
              set.name(),
              set.state().wire(),
              route.id(),
              Plain.cut(route.from(), 60),
              route.done(),
              route.perMinute(),
              route.failed(),
              follower == null ? "" : follower.here() ? follower.waiting() : "elsewhere",
              follower == null ? "" : follower.parked(),
              follower == null ? "" : times().show(follower.oldest()),
              follower == null ? "" : times().show(follower.blockedSince()),
              Plain.cut(route.lastError(), CAUSE));
    }
  }

  private static Map<String, @Nullable Object> shape(Routes.RouteSet set) {
    return Json.object(
        "name", set.name(),
        "source", set.source(),
        "state", set.state().wire(),
        "mistake", set.mistake(),
        "routes", set.routes().stream().map(RoutesCommand::shape).toList());
  }

  private static Map<String, @Nullable Object> shape(Routes.Route route) {
    Routes.Follower follower = route.follower();
    return Json.object(
        "id", route.id(),
        "from", route.from(),
        "done", route.done(),
        "perMinute", route.perMinute(),
        "failed", route.failed(),
        "lastError", route.lastError(),
        "follower",
            follower == null
                ? null
                : Json.object(
                    "reader", follower.reader(),
                    "here", follower.here(),
                    "waiting", follower.waiting(),
                    "oldest", Times.iso(follower.oldest()),
                    "letters", follower.parked(),
                    "blockedSince", Times.iso(follower.blockedSince())));
  }
}
