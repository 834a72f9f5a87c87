package io.lamplighter.organisation;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps who has which request, what is open in which cell, and the cells' run logs. */
@Component(service = JournalReader.class)
public final class Follower implements JournalReader {
  private static final String BREACHED = "clock.breached";
  private static final Set<String> TYPES =
      Set.of(
          BREACHED,
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
          "request.resolved",
          "request.visited",
          "request.closed",
          "request.cancelled",
          "request.reopened");

  /** What of a request is written into its cell's log, and how it is called there. */
  private static final Map<String, String> LOGGED =
      Map.of(
          "request.received", "received",
          "request.located", "received",
          "request.arrived", "arrived",
          "request.closed", "closed",
          "request.cancelled", "cancelled");

  /** In these states nothing is done under a request's own number. */
  private static final Set<String> OVER =
      Set.of(RequestState.CLOSED.wire(), RequestState.CANCELLED.wire(), RequestState.MERGED.wire());

  private static final int AT_ONCE = 500;

  private final UnitOfWork work;
  private final Handovers handovers;

  @Activate
  public Follower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=organisation)") UnitOfWork work,
      @Reference HandoverDesk desk) {
    this(work, desk.handovers());
  }

  Follower(UnitOfWork work, Handovers handovers) {
    this.work = work;
    this.handovers = handovers;
  }

  @Override
  public String name() {
    return "organisation";
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
  public void handle(Transaction transaction, List<Entry> entries) throws SQLException {
    Batch batch = new Batch();
    for (Entry entry : entries) {
      if (entry.type().equals(BREACHED)) {
        ClockFact.About about = ClockFact.of(entry).about();
        log(batch, entry, about.cell(), "breached", about.rule());
      } else {
        moved(batch, entry, RequestFact.of(entry));
      }
    }
    batch.save(transaction, handovers);
  }

  private static void moved(Batch batch, Entry entry, RequestFact fact) {
    RequestFact.About about = fact.about();
    RequestFact.Step step = fact instanceof RequestFact.Moved moved ? moved.step() : null;
    boolean over = step != null && OVER.contains(step.to());
    if (over) {
      batch.over(entry.subject());
    } else {
      batch.open(
          new OpenRequests.Open(
              entry.subject(), about.cell(), about.region(), about.transformer(), entry.time()));
    }
    if (step != null) {
      batch.held(entry, about.region(), over ? null : step.holder(), handover(fact));
    }
    String called = LOGGED.get(entry.type());
    if (called != null) {
      log(batch, entry, about.cell(), called, null);
    }
  }

  private static @Nullable Long handover(RequestFact fact) {
    return fact instanceof RequestFact.HandedOver handed
            && handed.details().handover().matches("\\d{1,18}")
        ? Long.valueOf(handed.details().handover())
        : null;
  }

  private static void log(
      Batch batch, Entry entry, @Nullable String cell, String what, @Nullable String detail) {
    if (cell != null) {
      batch.log(
          new RunLog.Line(
              new RunLog.Item(
                  0, cell, entry.time(), what, entry.subject(), detail, null, entry.actor()),
              entry.region()));
    }
  }
}
