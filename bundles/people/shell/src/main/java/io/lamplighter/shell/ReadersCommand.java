package io.lamplighter.shell;

import io.lamplighter.api.House;
import io.lamplighter.api.journal.Readers;
import io.lamplighter.api.security.Caller;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:readers}: how far each follower of the journal is. */
@Service
@Command(
    scope = "lamp",
    name = "readers",
    description = "Shows how far each follower of the journal is / 日志读者进度")
public final class ReadersCommand extends LampCommand {
  @Option(name = "--forget", description = "Gives up the cursor of a reader that is gone / 删除已停用读者")
  @Nullable String gone;

  @Override
  void run() throws CommandException {
    String name = gone;
    if (name == null) {
      list();
      return;
    }
    Caller caller = caller();
    with(
        Readers.class,
        Parts.JOURNAL,
        readers -> {
          readers.forget(caller, name);
          return true;
        });
    say("Reader " + name + " is forgotten", "读者 " + name + " 已删除");
  }

  private void list() throws CommandException {
    List<Readers.Status> all = with(Readers.class, Parts.JOURNAL, Readers::all);
    boolean causes = seesCauses(caller());
    if (json) {
      out()
          .println(
              Json.of(
                  all.stream()
                      .map(
                          reader ->
                              Json.object(
                                  "name", reader.name(),
                                  "present", reader.present(),
                                  "cursor", reader.cursor().toString(),
                                  "behind", reader.behind(),
                                  "lagSeconds", reader.lag().toSeconds(),
                                  "failures", reader.failures(),
                                  "lastError", causes ? reader.lastError() : null,
                                  "retryAt", Times.iso(reader.retryAt())))
                      .toList()));
      return;
    }
    ShellTable table = new ShellTable();
    table.column("reader");
    table.column("runs");
    table.column("cursor");
    table.column("behind").alignRight();
    table.column("lag").alignRight();
    table.column("failures").alignRight();
    table.column("retry at");
    table.column("last error");
    for (Readers.Status reader : all) {
      table
          .addRow()
          .addContent(
              reader.name(),
              reader.present() ? "yes" : "no",
              reader.cursor(),
              reader.behind(),
              Plain.duration(reader.lag()),
              reader.failures(),
              times().show(reader.retryAt()),
              Plain.cut(causes ? reader.lastError() : null, 80));
    }
    table.print(out());
  }

  /** Errors' texts may hold data of any region. */
  private boolean seesCauses(Caller caller) {
    return Services.with(context(), House.class, house -> caller.covers(house.region()))
        .orElse(false);
  }
}
