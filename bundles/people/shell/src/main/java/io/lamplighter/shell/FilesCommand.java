package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.accountability.AccountabilityFile;
import io.lamplighter.api.accountability.AccountabilityFiles;
import io.lamplighter.api.accountability.FileQuery;
import io.lamplighter.api.accountability.FileState;
import io.lamplighter.api.security.Caller;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:files}: files of the negative list, or one with its evidence and steps. */
@Service
@Command(
    scope = "lamp",
    name = "files",
    description = "Lists files of the negative list, or shows one / 责任追究档案")
public final class FilesCommand extends LampCommand {
  @Argument(name = "no", description = "Number of a file: shows that one / 档号")
  @Nullable String no;

  @Option(name = "--state", description = "In one state only / 仅某一状态")
  @Nullable String state;

  @Option(name = "--on", description = "About one request only / 仅某一工单")
  @Nullable String on;

  @Option(name = "--open", description = "Only those that are to go on / 仅未终结")
  boolean open;

  @Option(name = "-n", description = "How many at most / 最多条数")
  int most = 50;

  @Option(name = "--after", description = "Go on after this, the next of a page / 从此之后")
  @Nullable String after;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    String wanted = no;
    if (wanted != null) {
      show(with(AccountabilityFiles.class, Parts.FILES, files -> files.get(caller, wanted)));
      return;
    }
    FileQuery query =
        new FileQuery(
            oneOf("--state", state, FileState.values(), FileState::wire),
            null,
            on,
            null,
            null,
            null,
            null,
            open ? Boolean.TRUE : null,
            null,
            after,
            Math.min(most, Page.MAX));
    Page<AccountabilityFile> page =
        with(AccountabilityFiles.class, Parts.FILES, files -> files.find(caller, query));
    if (json) {
      out().println(Json.of(page.items().stream().map(FilesCommand::shape).toList()));
      return;
    }
    ShellTable table = table("no", "state", "on", "cause", "event", "at", "person", "level");
    for (AccountabilityFile file : page.items()) {
      table
          .addRow()
          .addContent(
              file.no(),
              file.state().wire(),
              Plain.line(file.on()),
              file.cause(),
              file.event(),
              times().show(file.at()),
              Plain.line(file.person()),
              Plain.line(file.level()));
    }
    table.print(out());
    more(page);
  }

  private void show(AccountabilityFile file) {
    if (json) {
      out().println(Json.of(shape(file)));
      return;
    }
    out()
        .println(
            String.join(
                "  ",
                file.no(),
                file.state().wire(),
                Plain.line(file.on()),
                file.cause(),
                file.event(),
                times().show(file.at()),
                Plain.line(file.person())));
    if (Boolean.FALSE.equals(file.intact())) {
      say("Its rows are not as the journal says", "其数据与日志记录不符");
    }
    ShellTable evidence = table("entry", "type", "at", "actor", "shows", "block");
    for (AccountabilityFile.Evidence one : file.evidence()) {
      evidence
          .addRow()
          .addContent(
              one.entry(),
              one.type(),
              one.at() == null ? "" : times().show(one.at()),
              Plain.line(one.actor()),
              one.shows(),
              Plain.line(one.block()));
    }
    evidence.print(out());
    ShellTable steps = table("step", "at", "by", "text");
    for (AccountabilityFile.Step step : file.steps()) {
      steps
          .addRow()
          .addContent(
              step.act(), times().show(step.at()), Plain.line(step.by()), Plain.line(step.text()));
    }
    steps.print(out());
  }

  private static Map<String, @Nullable Object> shape(AccountabilityFile file) {
    return Json.object(
        "no", file.no(),
        "state", file.state().wire(),
        "on", file.on(),
        "region", file.region(),
        "cell", file.cell(),
        "cause", file.cause(),
        "event", file.event(),
        "at", Times.iso(file.at()),
        "openedAt", Times.iso(file.openedAt()),
        "unit", file.unit(),
        "person", file.person(),
        "late", file.late(),
        "level", file.level(),
        "measure", file.measure(),
        "intact", file.intact(),
        "evidence",
            file.evidence().stream()
                .map(
                    one ->
                        Json.object(
                            "entry", one.entry(),
                            "type", one.type(),
                            "shows", one.shows(),
                            "block", one.block(),
                            "head", one.head()))
                .toList(),
        "steps",
            file.steps().stream()
                .map(
                    step ->
                        Json.object(
                            "act", step.act(),
                            "at", Times.iso(step.at()),
                            "by", step.by(),
                            "text", step.text(),
                            "digest", step.digest()))
                .toList());
  }
}
