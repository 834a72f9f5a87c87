package io.lamplighter.intake.meters;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Closes a suspected outage when its request is closed or cancelled, or the request that it was
 * merged into: the next last gasps are a new one.
 */
@Component(service = JournalReader.class)
public final class OutageCloser implements JournalReader {
  private final UnitOfWork work;
  private final Journal journal;

  @Activate
  public OutageCloser(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=meters)") UnitOfWork work,
      @Reference Journal journal) {
    this.work = work;
    this.journal = journal;
  }

  @Override
  public String name() {
    return "intake-meters.outages";
  }

  @Override
  public Set<String> types() {
    return Set.of(
        "request.received",
        "request.merged",
        "request.unmerged",
        "request.closed",
        "request.cancelled");
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    OutageTables outages = new OutageTables(transaction.connection());
    Map<Long, String> asked = new TreeMap<>();
    List<Entry> moves = new ArrayList<>();
    for (Entry entry : batch) {
      if (!entry.type().equals("request.received")) {
        moves.add(entry);
      } else if (OutageRequests.outage(entry) != null) {
        asked.put(OutageRequests.outage(entry), entry.subject());
      }
    }
    if (asked.isEmpty() && moves.isEmpty()) {
      return;
    }
    outages.hold(asked.keySet(), moves.stream().map(Entry::subject).toList());
    for (Map.Entry<Long, String> one : asked.entrySet()) {
      outages.asked(one.getKey(), one.getValue());
    }
    List<Fact> facts = new ArrayList<>();
    for (Entry entry : moves) {
      switch (entry.type()) {
        case "request.merged" -> outages.merged(entry.subject(), into(entry));
        case "request.unmerged" -> outages.unmerged(entry.subject());
        default ->
            outages
                .close(entry.subject(), entry.time())
                .forEach(outage -> facts.add(Facts.outage("outage.closed", outage)));
      }
    }
    if (!facts.isEmpty()) {
      journal.append(transaction, Facts.SOURCE, facts);
    }
  }

  private static String into(Entry entry) {
    return entry.data().get("details") instanceof Map<?, ?> details
        ? String.valueOf(details.get("into"))
        : entry.subject();
  }
}
