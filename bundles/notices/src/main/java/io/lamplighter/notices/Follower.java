package io.lamplighter.notices;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
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
  private static final Set<String> FAMILY =
      Set.of("request.merged", "request.unmerged", "request.closed");

  private final UnitOfWork work;
  private final Set<String> events;

  @Activate
  public Follower(@Reference(target = "(" + UnitOfWork.SCHEMA + "=notices)") UnitOfWork work) {
    this(work, Templates.load(Templates.own()));
  }

  Follower(UnitOfWork work, Templates templates) {
    this.work = work;
    this.events = templates.events();
  }

  @Override
  public String name() {
    return "notices";
  }

  @Override
  public Set<String> types() {
    Set<String> types = new TreeSet<>(events);
    types.addAll(RECEIPTS);
    types.addAll(FAMILY);
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
    for (Entry entry : batch) {
      if (RECEIPTS.contains(entry.type())) {
        receipt(tables, entry);
      } else {
        happened(tables, merged, entry);
      }
    }
  }

  private void happened(NoticeTables tables, MergedTable merged, Entry entry) throws SQLException {
    Map<String, Object> data = entry.data();
    Object details = data.get("details");
    Map<?, ?> named = details instanceof Map<?, ?> map ? map : Map.of();
    String channel = String.valueOf(data.get("channel"));
    switch (entry.type()) {
      case "request.merged" ->
          merged.put(entry.subject(), channel, String.valueOf(named.get("into")));
      case "request.unmerged" -> merged.remove(entry.subject());
      default -> {}
    }
    if (events.contains(entry.type())) {
      tables.plan(
          entry.cursor().toString(),
          entry.type(),
          entry.subject(),
          channel,
          entry.region(),
          entry.isDrill(),
          text(named.get("from")),
          text(named.get(named.containsKey("until") ? "until" : "to")),
          entry.time());
    }
    if (entry.type().equals("request.closed")) {
      merged.removeUnder(entry.subject());
    }
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
