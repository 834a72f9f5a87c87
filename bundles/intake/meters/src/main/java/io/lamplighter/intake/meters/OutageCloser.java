package io.lamplighter.intake.meters;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.family.Family;
import io.lamplighter.kit.neighbour.Neighbours;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Closes a suspected outage when its request is closed or cancelled, or the request under which its
 * work is done: the next last gasps are a new one.
 */
@Component(service = JournalReader.class)
public final class OutageCloser implements JournalReader {
  private static final Caller SELF = Caller.system(Facts.SOURCE);

  private final UnitOfWork work;
  private final Journal journal;
  private final Desk desk;
  private final Runnable closing;

  @Activate
  public OutageCloser(
      BundleContext context,
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=meters)") UnitOfWork work,
      @Reference Journal journal) {
    this(work, journal, new Neighbours(context));
  }

  private OutageCloser(UnitOfWork work, Journal journal, Neighbours neighbours) {
    this(work, journal, neighbours.of(Desk.class).service(), neighbours::close);
  }

  /**
   * @param closing lets the neighbours go
   */
  OutageCloser(UnitOfWork work, Journal journal, Desk desk, Runnable closing) {
    this.work = work;
    this.journal = journal;
    this.desk = desk;
    this.closing = closing;
  }

  /** Requests whose work is over. */
  private record Over(List<String> requestNos, Instant when) {}

  @Deactivate
  void stop() {
    closing.run();
  }

  @Override
  public String name() {
    return "intake-meters.outages";
  }

  @Override
  public Set<String> types() {
    return Set.of("request.received", "request.closed", "request.cancelled");
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    OutageTables outages = new OutageTables(transaction.connection());
    Map<Long, String> asked = new TreeMap<>();
    List<Over> over = new ArrayList<>();
    for (Entry entry : batch) {
      if (!entry.type().equals("request.received")) {
        over.add(over(entry));
      } else if (OutageRequests.outage(entry) != null) {
        asked.put(OutageRequests.outage(entry), entry.subject());
      }
    }
    if (asked.isEmpty() && over.isEmpty()) {
      return;
    }
    outages.hold(asked.keySet(), over.stream().flatMap(one -> one.requestNos().stream()).toList());
    for (Map.Entry<Long, String> one : asked.entrySet()) {
      outages.asked(one.getKey(), one.getValue());
    }
    List<Fact> facts = new ArrayList<>();
    for (Over one : over) {
      outages
          .close(one.requestNos(), one.when())
          .forEach(outage -> facts.add(Facts.outage("outage.closed", outage)));
    }
    if (!facts.isEmpty()) {
      journal.append(transaction, Facts.SOURCE, facts);
    }
  }

  private Over over(Entry entry) {
    List<Under> under = Family.of(entry.as(RequestFact.Moved.class), desk, SELF);
    return new Over(
        Stream.concat(Stream.of(entry.subject()), under.stream().map(Under::requestNo)).toList(),
        entry.time());
  }
}
