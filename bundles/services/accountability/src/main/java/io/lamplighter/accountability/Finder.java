package io.lamplighter.accountability;

import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.api.visits.VisitFact;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks at what happens to requests and work orders and what customers say, and opens files for
 * what rules find.
 */
@Component(service = JournalReader.class)
public final class Finder implements JournalReader {
  static final Set<String> TYPES =
      Set.of(
          "request.received",
          "request.located",
          "request.handed-over",
          "request.triaged",
          "request.merged",
          "request.unmerged",
          "request.returned",
          "request.scheduled",
          "request.dispatched",
          "request.accepted",
          "request.arrived",
          "request.extended",
          "request.resolved",
          "request.visited",
          "request.closed",
          "request.cancelled",
          "request.reopened",
          "clock.paused",
          "clock.resumed",
          "work-order.arrived",
          "work-order.finished",
          "visit.answered");

  private static final int AT_ONCE = 500;

  private final UnitOfWork work;
  private final Tools tools;

  @Activate
  public Finder(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=accountability)") UnitOfWork work,
      @Reference FileDesk desk) {
    this(work, desk.tools());
  }

  Finder(UnitOfWork work, Tools tools) {
    this.work = work;
    this.tools = tools;
  }

  @Override
  public String name() {
    return Tools.SOURCE + "-findings";
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public int batchSize() {
    return AT_ONCE;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    RequestWatch requests = RequestWatch.of(transaction, tools, batch);
    CrewWatch crews = new CrewWatch(transaction.connection(), tools.library().get());
    ScoreWatch scores = new ScoreWatch(transaction.connection(), tools.library().get());
    for (Entry entry : batch) {
      if (entry.isDrill()) {
        continue;
      }
      if (RequestWatch.isOfRequest(entry)) {
        requests.take(entry);
      } else if (entry.type().startsWith("visit.")) {
        scores.take(entry, entry.as(VisitFact.Answered.class));
      } else {
        WorkOrderFact fact = WorkOrderFact.of(entry);
        crews.take(entry, fact);
        scores.worked(entry, fact);
      }
    }
    requests.save();
    scores.save();
    Opening opening = new Opening(tools);
    opening.open(transaction, requests.found());
    opening.open(transaction, crews.found());
    opening.open(transaction, scores.found());
  }
}
