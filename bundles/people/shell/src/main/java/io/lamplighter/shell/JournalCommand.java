package io.lamplighter.shell;

import io.lamplighter.api.Page;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.text.CommaList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/** {@code lamp:journal}: the newest entries, and those that follow. */
@Service
@Command(
    scope = "lamp",
    name = "journal",
    description = "Shows the journal's newest entries, -f follows / 查看日志")
public final class JournalCommand extends LampCommand {
  private static final long POLL_MS = 500;
  private static final long FIRST_SPAN = 256;

  @Option(
      name = "-f",
      aliases = "--follow",
      description = "Go on with new entries until ctrl-c / 持续跟踪")
  boolean follow;

  @Option(name = "--types", description = "Wanted types, with commas / 类型，逗号分隔")
  String types = "";

  @Option(name = "-n", description = "How many of the newest / 条数")
  int newest = 20;

  @Option(name = "--after", description = "From this entry on instead of the newest / 起始游标")
  @Nullable String after;

  @Override
  void run() throws CommandException, InterruptedException {
    Caller caller = caller();
    Set<String> wanted = Set.copyOf(CommaList.of(types));
    Cursor cursor =
        after == null ? printNewest(caller, wanted) : printAfter(caller, wanted, parse(after));
    while (follow) {
      Thread.sleep(POLL_MS);
      Cursor from = cursor;
      // The journal may be swapped meanwhile: then there is none for a moment.
      Optional<Cursor> next =
          Services.with(context(), Journal.class, j -> print(j, caller, wanted, from));
      cursor = next.orElse(from);
      if (out().checkError()) {
        return;
      }
    }
  }

  /** The journal is read forwards only: begin further and further back until there are enough. */
  private Cursor printNewest(Caller caller, Set<String> wanted) throws CommandException {
    return with(
        Journal.class,
        Parts.JOURNAL,
        journal -> {
          Cursor end = journal.end();
          Deque<Entry> last = new ArrayDeque<>();
          for (long span = FIRST_SPAN; newest > 0; span *= 8) {
            last.clear();
            Cursor cursor = new Cursor(Math.max(0, end.xid() - span), 0);
            boolean whole = cursor.xid() == 0;
            while (cursor.compareTo(end) < 0) {
              Page<Entry> page = journal.read(caller, cursor, wanted, Page.MAX);
              for (Entry entry : page.items()) {
                last.addLast(entry);
                if (last.size() > newest) {
                  last.removeFirst();
                }
              }
              Cursor next = Cursor.parse(Objects.requireNonNull(page.next()));
              if (next.compareTo(cursor) <= 0) {
                break;
              }
              cursor = next;
            }
            if (whole || last.size() >= newest) {
              break;
            }
          }
          last.forEach(this::print);
          return last.isEmpty() || last.getLast().cursor().compareTo(end) < 0
              ? end
              : last.getLast().cursor();
        });
  }

  private Cursor printAfter(Caller caller, Set<String> wanted, Cursor from)
      throws CommandException {
    return with(Journal.class, Parts.JOURNAL, journal -> print(journal, caller, wanted, from));
  }

  private Cursor print(Journal journal, Caller caller, Set<String> wanted, Cursor from) {
    Cursor cursor = from;
    Cursor end = journal.end();
    while (true) {
      Page<Entry> page = journal.read(caller, cursor, wanted, Page.MAX);
      page.items().forEach(this::print);
      cursor = page.next() == null ? cursor : Cursor.parse(page.next());
      if (page.items().size() < Page.MAX && cursor.compareTo(end) >= 0) {
        return cursor;
      }
    }
  }

  private void print(Entry entry) {
    out()
        .println(
            json
                ? Json.of(Shapes.entry(entry))
                : String.format(
                    Locale.ROOT,
                    "%s  %-20s %-26s %-18s %-16s %s",
                    times().show(entry.time()),
                    entry.cursor(),
                    Plain.line(entry.type()),
                    Plain.line(entry.subject()),
                    Plain.line(entry.actor()),
                    Plain.line(Json.of(entry.data()))));
    out().flush();
  }

  private Cursor parse(String text) throws CommandException {
    try {
      return Cursor.parse(text);
    } catch (IllegalArgumentException e) {
      throw failure("--after must be an entry's id, as in 812-40", "--after 须为条目编号，如 812-40");
    }
  }
}
