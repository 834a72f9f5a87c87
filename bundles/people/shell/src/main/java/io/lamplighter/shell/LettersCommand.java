package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.routes.Letter;
import io.lamplighter.api.routes.Letters;
import io.lamplighter.api.security.Caller;
import java.util.Map;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** {@code lamp:letters}: messages that routes could not deliver. */
@Service
@Command(
    scope = "lamp",
    name = "letters",
    description = "Shows messages that routes could not deliver / 死信")
public final class LettersCommand extends LampCommand {
  @Argument(description = "Number of one letter, to see all of it / 死信编号")
  @Nullable String id;

  @Option(name = "--reader", description = "Of one route's reader only / 仅某一读者")
  @Nullable String reader;

  @Option(name = "-n", description = "How many at most / 最多条数")
  int most = 50;

  @Option(name = "--after", description = "Go on after this letter / 从此编号之后")
  @Nullable String after;

  @Option(name = "--discard", description = "Give the letter up, for this reason / 丢弃并说明原因")
  @Nullable String discard;

  @Option(
      name = "--correct",
      description = "Give the letter the data in this JSON file; it stays parked / 用此 JSON 文件更正数据")
  @Nullable String correct;

  @Override
  void run() throws CommandException {
    Caller caller = caller();
    String one = id;
    if (discard != null && correct != null) {
      throw failure("Either --correct or --discard", "--correct 与 --discard 只能选一");
    }
    if (one == null) {
      if (discard != null) {
        throw failure("Say which letter to discard", "请指明要丢弃的死信编号");
      }
      if (correct != null) {
        throw failure("Say which letter to correct", "请指明要更正的死信编号");
      }
      list(
          with(
              Letters.class,
              Parts.ROUTES,
              letters -> letters.find(caller, reader, after, Math.min(most, Page.MAX))));
      return;
    }
    String why = discard;
    if (why != null) {
      with(
          Letters.class,
          Parts.ROUTES,
          letters -> {
            letters.discard(caller, one, why);
            return true;
          });
      say("Letter " + one + " is discarded", "死信 " + one + " 已丢弃");
      return;
    }
    String file = correct;
    if (file != null) {
      Map<String, Object> data = object(file);
      with(Letters.class, Parts.ROUTES, letters -> letters.correct(caller, one, null, data));
      say(
          "Letter " + one + " is corrected; lamp:replay " + one + " delivers it",
          "死信 " + one + " 已更正；lamp:replay " + one + " 重新投递");
      return;
    }
    out().println(Json.of(shape(with(Letters.class, Parts.ROUTES, l -> l.get(caller, one)))));
  }

  private void list(Page<Letter> page) {
    if (json) {
      out().println(Json.of(page.items().stream().map(LettersCommand::shape).toList()));
      return;
    }
    ShellTable table = table("letter", "reader", "entry", "type", "subject", "parked");
    table.column("tried").alignRight();
    table.column("behind").alignRight();
    table.column("cause");
    for (Letter letter : page.items()) {
      table
          .addRow()
          .addContent(
              letter.id(),
              letter.reader(),
              letter.entry().cursor(),
              letter.entry().type(),
              Plain.line(letter.entry().subject()),
              times().show(letter.parkedAt()),
              letter.attempts(),
              letter.behind(),
              Plain.cut(letter.cause(), RoutesCommand.CAUSE));
    }
    table.print(out());
    for (Letter letter : page.items()) {
      if (Plain.isCut(letter.cause(), RoutesCommand.CAUSE)) {
        out().println("letter " + letter.id() + ": " + Plain.line(letter.cause()));
      }
    }
    more(page);
  }

  private static Map<String, @Nullable Object> shape(Letter letter) {
    return Json.object(
        "id", letter.id(),
        "version", letter.version(),
        "reader", letter.reader(),
        "entry", Shapes.entry(letter.entry()),
        "parkedAt", Times.iso(letter.parkedAt()),
        "attempts", letter.attempts(),
        "cause", letter.cause(),
        "behind", letter.behind(),
        "correctedBy", letter.correctedBy());
  }
}
