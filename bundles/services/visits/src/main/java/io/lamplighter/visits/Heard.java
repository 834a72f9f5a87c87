package io.lamplighter.visits;

import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Resolved;
import io.lamplighter.api.desk.RequestFact.Visited;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.visits.VisitTables.Worker;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the journal tells, in one transaction: work is done, a score is the desk's, all is over. */
final class Heard {
  private static final String SYSTEM = "system:";
  private static final String PARTNER = "partner:";

  private final Tools tools;
  private final Asks asks;
  private final Transaction transaction;
  private final VisitTables tables;

  Heard(Tools tools, Asks asks, Transaction transaction) {
    this.tools = tools;
    this.asks = asks;
    this.transaction = transaction;
    this.tables = new VisitTables(transaction.connection());
  }

  void take(List<Entry> batch) throws SQLException {
    tables.work(batch.stream().flatMap(entry -> workers(entry).stream()).toList());
    for (Entry entry : batch) {
      if (entry.type().startsWith("request.")) {
        take(entry, RequestFact.of(entry));
      }
    }
  }

  private void take(Entry entry, RequestFact fact) throws SQLException {
    if (fact instanceof Resolved resolved) {
      resolved(entry, resolved);
    } else if (fact instanceof Visited visited) {
      visited(entry, visited);
    } else if (fact instanceof RequestFact.Reopened || fact instanceof RequestFact.Cancelled) {
      over(entry, fact);
    }
  }

  /** Who has had a hand in the work: people only. */
  private static List<Worker> workers(Entry entry) {
    boolean order = entry.type().startsWith("work-order.");
    List<@Nullable String> actors = new ArrayList<>();
    String no;
    if (order) {
      no = WorkOrderFact.of(entry).about().requestNo();
      actors.add(entry.actor());
    } else {
      RequestFact fact = RequestFact.of(entry);
      no = fact.about().requestNo();
      boolean works =
          fact instanceof RequestFact.Accepted
              || fact instanceof RequestFact.Arrived
              || fact instanceof Resolved;
      if (works) {
        actors.add(entry.actor());
        actors.add(((RequestFact.Moved) fact).step().holder());
      }
    }
    List<Worker> workers = new ArrayList<>();
    for (String actor : actors) {
      if (actor != null && actor.indexOf(':') < 0) {
        workers.add(new Worker(no, actor, entry.time()));
      }
    }
    return workers;
  }

  private void resolved(Entry entry, Resolved fact) throws SQLException {
    RequestFact.About about = fact.about();
    OneVisit visit =
        new OneVisit(
            about.requestNo(),
            fact.version(),
            about.kind(),
            about.channel(),
            about.region(),
            about.cell(),
            entry.time(),
            entry.isDrill());
    tables.add(List.of(visit));
    tools.agenda().put(transaction, Step.DRAW.of(visit, entry.time()));
  }

  /** What the desk has written is what he has said, by whatever way it came. */
  private void visited(Entry entry, Visited fact) throws SQLException {
    OneVisit visit = tables.before(fact.about().requestNo(), fact.version());
    if (visit == null || visit.told) {
      return;
    }
    boolean agents = entry.actor().equals(VisitRounds.SELF.actor());
    if (!agents || visit.score == null) {
      visit.said((int) fact.details().score(), channel(entry.actor()), entry.actor(), entry.time());
    }
    visit.told = true;
    visit.ownWork =
        entry.actor().equals(fact.step().holder())
            || tables.hasWorked(visit.requestNo, entry.actor());
    visit.comment = null;
    asks.forget(transaction, visit);
    tables.save(visit);
    tools.tell(
        transaction,
        visit,
        new VisitFact.Answered(
            visit.about(),
            fact.details().score(),
            visit.reasons,
            String.valueOf(visit.answeredOn),
            String.valueOf(visit.answeredBy),
            visit.counts() ? Boolean.TRUE : null,
            visit.customer,
            visit.phone),
        VisitRounds.SELF.actor());
    if (visit.isBad()) {
      bad(visit, fact.details().score());
    }
  }

  private void bad(OneVisit visit, long score) throws SQLException {
    tools.tell(
        transaction,
        visit,
        new VisitFact.Bad(visit.about(), score, visit.reasons, visit.reopens ? "reopen" : null),
        VisitRounds.SELF.actor());
    if (visit.reopens) {
      tools.agenda().put(transaction, Step.REOPEN.of(visit, tools.now()));
    }
  }

  private static String channel(String actor) {
    if (actor.startsWith(PARTNER)) {
      return "partner";
    }
    if (!actor.startsWith(SYSTEM)) {
      return "desk";
    }
    String part = actor.substring(SYSTEM.length());
    return part.startsWith("intake-") ? part.substring("intake-".length()) : part;
  }

  /** The work goes on, or was none: nobody is asked how it was. */
  private void over(Entry entry, RequestFact fact) throws SQLException {
    OneVisit visit = tables.before(fact.about().requestNo(), fact.version());
    boolean untold = visit != null && visit.score != null && !visit.told;
    if (visit != null && (visit.isOpen() || untold)) {
      visit.unsaid();
      String why = entry.type().substring("request.".length());
      asks.drop(transaction, visit, why, VisitRounds.SELF.actor());
      tables.save(visit);
    }
  }
}
