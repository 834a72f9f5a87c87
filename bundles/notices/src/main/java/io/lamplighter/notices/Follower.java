package io.lamplighter.notices;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.notices.NoticeTables.Event;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes whom to tell of what, as the journal tells it, and what has become of each notice. */
@Component(service = JournalReader.class, configurationPid = NoticesConfig.PID)
public final class Follower implements JournalReader {
  /** A notice's id on one way, as carriers know it. */
  private static final Pattern ID = Pattern.compile("notice-(\\d{1,18})\\.(\\w+)");

  private static final Set<String> RECEIPTS =
      Set.of("notice.sent", "notice.delivered", "notice.failed");

  private static final String MERGED = "request.merged";
  private static final Set<String> MERGES = Set.of(MERGED, "request.unmerged");
  private static final String CLOSED = "request.closed";

  private final UnitOfWork work;
  private final Reach reach;
  private final Set<String> events;

  @Activate
  public Follower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=notices)") UnitOfWork work,
      @Reference Reach reach) {
    this.work = work;
    this.reach = reach;
    this.events = reach.templates().events();
  }

  @Override
  public String name() {
    return "notices";
  }

  @Override
  public Set<String> types() {
    Set<String> types = new TreeSet<>(events);
    types.addAll(RECEIPTS);
    types.addAll(MERGES);
    types.add(CLOSED);
    return types;
  }

  /** What happened before the first start concerns nobody any more. */
  @Override
  public boolean fromStart() {
    return false;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    NoticeTables tables = new NoticeTables(transaction.connection());
    MergedTable merged = new MergedTable(transaction.connection());
    List<Event> planned = new ArrayList<>();
    List<String> closed = new ArrayList<>();
    for (Entry entry : batch) {
      if (RECEIPTS.contains(entry.type())) {
        receipt(tables, entry);
        continue;
      }
      if (MERGES.contains(entry.type())) {
        // What happened before concerns those who were together before.
        tables.plan(planned);
        planned.clear();
        regroup(merged, entry);
      }
      if (events.contains(entry.type())) {
        planned.add(event(entry));
      }
      if (entry.type().equals(CLOSED)) {
        closed.add(entry.subject());
      }
    }
    tables.plan(planned);
    merged.removeUnder(closed);
  }

  private static void regroup(MergedTable merged, Entry entry) throws SQLException {
    if (entry.type().equals(MERGED)) {
      String into = String.valueOf(details(entry).get("into"));
      merged.put(entry.subject(), channel(entry), into);
    } else {
      merged.remove(entry.subject());
    }
  }

  private Event event(Entry entry) {
    Map<?, ?> details = details(entry);
    return new Event(
        entry,
        channel(entry),
        reach.tells(entry.type(), channel(entry)),
        text(details.get("from")),
        text(details.get(details.containsKey("until") ? "until" : "to")));
  }

  private static String channel(Entry entry) {
    return String.valueOf(entry.data().get("channel"));
  }

  private static Map<?, ?> details(Entry entry) {
    return entry.data().get("details") instanceof Map<?, ?> details ? details : Map.of();
  }

  private static void receipt(NoticeTables tables, Entry entry) throws SQLException {
    Matcher id = ID.matcher(String.valueOf(entry.data().get("notice")));
    if (id.matches()) {
      tables.receipt(
          Long.parseLong(id.group(1)),
          id.group(2),
          entry.type().substring("notice.".length()),
          text(entry.data().get("cause")),
          entry.time());
    }
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
