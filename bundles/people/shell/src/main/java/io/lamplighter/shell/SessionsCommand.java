package io.lamplighter.shell;

import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Sessions;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:sessions}: who is logged in, and ends sessions. */
@Service
@Command(
    scope = "lamp",
    name = "sessions",
    description = "Lists the open sessions of people; ends one / 已登录会话")
public final class SessionsCommand extends LampCommand {
  @Option(name = "--user", description = "Of this person only / 指定用户")
  @Nullable String user;

  @Option(name = "--end", description = "End the session of this id / 结束会话")
  @Nullable String end;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    if (end == null) {
      list(with(Sessions.class, Parts.SECURITY, sessions -> sessions.open(caller, user)));
      return;
    }
    String id = end;
    with(
        Sessions.class,
        Parts.SECURITY,
        sessions -> {
          sessions.end(caller, id);
          return Boolean.TRUE;
        });
    if (json) {
      out().println(Json.of(Json.object("id", id, "ended", true)));
    } else {
      say("The session has ended", "会话已结束");
    }
  }

  private void list(List<Sessions.Open> sessions) throws CommandException {
    if (json) {
      out()
          .println(
              Json.of(
                  Json.object(
                      "sessions",
                      sessions.stream()
                          .map(
                              one ->
                                  Json.object(
                                      "id", one.id(),
                                      "user", one.user(),
                                      "openedAt", Times.iso(one.openedAt()),
                                      "usedAt", Times.iso(one.usedAt()),
                                      "expiresAt", Times.iso(one.expiresAt()),
                                      "address", one.address()))
                          .toList())));
      return;
    }
    Times times = times();
    ShellTable table = table("user", "opened", "used", "until", "from", "id");
    for (Sessions.Open one : sessions) {
      table
          .addRow()
          .addContent(
              one.user(),
              times.show(one.openedAt()),
              times.show(one.usedAt()),
              times.show(one.expiresAt()),
              one.address(),
              one.id());
    }
    table.print(out());
  }
}
