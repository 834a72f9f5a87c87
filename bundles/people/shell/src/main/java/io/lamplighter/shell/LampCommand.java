package io.lamplighter.shell;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.lamplighter.api.FieldError;
import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.text.Utf8;
import io.lamplighter.kit.time.IsoTime;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/**
 * What every command shares: finds the part it needs when it is called, so that a missing one hides
 * no command, and says a refusal in one line.
 */
abstract class LampCommand implements Action {
  @Reference @Nullable BundleContext bundle;
  @Reference @Nullable Session session;

  @Option(name = "--json", description = "JSON for scripts / 输出 JSON")
  boolean json;

  @Override
  public final @Nullable Object execute() throws Exception {
    try {
      run();
      return null;
    } catch (Refusal refusal) {
      throw failure(refusal);
    }
  }

  abstract void run() throws Exception;

  /** Calls a part of the platform; its service is held only for the call. */
  final <S, T> T with(Class<S> type, Text name, Function<S, T> call) throws CommandException {
    return Services.with(context(), type, call)
        .orElseThrow(
            () ->
                failure(
                    name.en() + " is not running now; try again shortly",
                    name.zh() + "当前未运行，请稍后再试"));
  }

  final Caller caller() throws CommandException {
    Login login = Login.current();
    if (login == null) {
      throw failure("Nobody is logged in here", "此处无人登录");
    }
    return with(
        Operator.class,
        new Text("The shell's own configuration", "命令行配置"),
        operator -> operator.caller(login));
  }

  /** When a promise is due. */
  final String promised(Promise promise) {
    Instant dueAt = promise.dueAt();
    return dueAt == null
        ? new Text("cannot be computed yet", "暂无法计算").in(locale())
        : times().show(dueAt);
  }

  /**
   * @param written a time that somebody wants to look at; null for now
   */
  final Instant at(@Nullable String written) throws CommandException {
    return written == null
        ? with(InstantSource.class, Parts.CLOCK, InstantSource::instant)
        : IsoTime.at("/at", written).toInstant();
  }

  final Times times() {
    return Services.with(context(), Operator.class, Operator::times)
        .orElseGet(() -> new Times(ZoneOffset.UTC));
  }

  static ShellTable table(String... columns) {
    ShellTable table = new ShellTable();
    List.of(columns).forEach(table::column);
    return table;
  }

  final PrintStream out() {
    return session().getConsole();
  }

  final void say(String en, String zh) {
    out().println(new Text(en, zh).in(locale()));
  }

  /** Where the next page begins, if there is one. */
  final void more(Page<?> page) {
    if (page.next() != null) {
      say("More: --after " + page.next(), "更多：--after " + page.next());
    }
  }

  /**
   * @param written the word for one of them; null when the option is left out
   */
  final <E extends Enum<E>> @Nullable E oneOf(
      String option, @Nullable String written, E[] all, Function<E, String> wire)
      throws CommandException {
    if (written == null) {
      return null;
    }
    for (E each : all) {
      if (wire.apply(each).equals(written)) {
        return each;
      }
    }
    String words = Arrays.stream(all).map(wire).collect(Collectors.joining(", "));
    throw failure(option + " must be one of " + words, option + " 须为以下之一：" + words);
  }

  /** The JSON object in a file. */
  final Map<String, Object> object(String file) throws CommandException {
    try {
      return Json.read(Files.readString(Path.of(file)));
    } catch (JsonProcessingException e) {
      String line = Plain.line(e.getOriginalMessage());
      throw failure("No JSON object in " + file + ": " + line, file + " 不是 JSON 对象：" + line);
    } catch (IOException e) {
      throw failure("Cannot read " + file, "无法读取 " + file);
    }
  }

  /** The text in a file; what is no UTF-8 in it, its reader names. */
  final String text(String file) throws CommandException {
    try {
      return Utf8.text(Files.newInputStream(Path.of(file)));
    } catch (IOException e) {
      throw failure("Cannot read " + file, "无法读取 " + file);
    }
  }

  /** By LC_ALL or LANG of the session, else of the server. */
  final Locale locale() {
    return Language.of(session(), System.getenv());
  }

  final CommandException failure(String en, String zh) {
    String line = new Text(en, zh).in(locale());
    return new CommandException(line, line);
  }

  private CommandException failure(Refusal refusal) {
    String line = refusal.text().in(locale());
    if (refusal instanceof Refusal.Invalid invalid) {
      line = invalid.errors().stream().map(this::field).collect(Collectors.joining("; "));
    }
    String shown = Plain.line(line) + " [" + refusal.code() + "]";
    return new CommandException(shown, shown);
  }

  private String field(FieldError error) {
    String field = error.pointer().isEmpty() ? "" : error.pointer().substring(1) + ": ";
    return field + error.message().in(locale());
  }

  final BundleContext context() {
    if (bundle == null) {
      throw new IllegalStateException("Not injected");
    }
    return bundle;
  }

  final Session session() {
    if (session == null) {
      throw new IllegalStateException("Not injected");
    }
    return session;
  }
}
