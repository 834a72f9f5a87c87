package io.lamplighter.visits;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings here what is done, who has done it, and what customers have said of it. */
@Component(service = JournalReader.class)
public final class VisitFollower implements JournalReader {
  private static final Set<String> TYPES =
      Set.of(
          "request.accepted",
          "request.arrived",
          "request.resolved",
          "request.visited",
          "request.reopened",
          "request.cancelled",
          "work-order.accepted",
          "work-order.departed",
          "work-order.arrived",
          "work-order.finished",
          "work-order.failed");

  private final Tools tools;
  private final Asks asks;
  private final UnitOfWork work;

  @Activate
  public VisitFollower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=visits)") UnitOfWork work,
      @Reference VisitDesk desk) {
    this(desk.tools(), work);
  }

  VisitFollower(Tools tools, UnitOfWork work) {
    this.tools = tools;
    this.asks = new Asks(tools);
    this.work = work;
  }

  @Override
  public String name() {
    return VisitRounds.SOURCE;
  }

  @Override
  public Set<String> types() {
    return TYPES;
  }

  /** Of what was done before the first start nobody is asked any more. */
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
    new Heard(tools, asks, transaction).take(batch);
  }
}
