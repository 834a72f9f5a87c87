package io.lamplighter.shell;

import io.lamplighter.api.routes.Letters;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.text.Count;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code lamp:replay}: has letters delivered again. */
@Service
@Command(
    scope = "lamp",
    name = "replay",
    description = "Delivers letters again: some, all of a reader, or all / 重放死信")
public final class ReplayCommand extends LampCommand {
  @Argument(multiValued = true, description = "Numbers of letters / 死信编号")
  @Nullable List<String> ids;

  @Option(name = "--reader", description = "All letters of one route's reader / 某一读者的全部死信")
  @Nullable String reader;

  @Option(name = "--all", description = "All letters / 全部死信")
  boolean all;

  @Override
  void run() throws CommandException {
    List<String> some = ids == null ? List.of() : ids;
    int ways = (some.isEmpty() ? 0 : 1) + (reader == null ? 0 : 1) + (all ? 1 : 0);
    if (ways != 1) {
      throw failure("Name letters, or --reader, or --all", "请给出死信编号、--reader 或 --all 之一");
    }
    Caller caller = caller();
    int count =
        with(
            Letters.class,
            Parts.ROUTES,
            letters ->
                some.isEmpty() ? letters.replayAll(caller, reader) : letters.replay(caller, some));
    if (json) {
      out().println(Json.of(Json.object("replayed", count)));
    } else {
      say(Count.of(count, "letter is on its way", "letters are on their way"), count + " 封死信已重新投递");
    }
  }
}
