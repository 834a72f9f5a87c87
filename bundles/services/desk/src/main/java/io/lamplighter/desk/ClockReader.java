package io.lamplighter.desk;

import io.lamplighter.api.clocks.ClockFact;
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

/** Hears what the clocks make of the promises. */
@Component(service = JournalReader.class)
public final class ClockReader implements JournalReader {
  private final UnitOfWork work;

  @Activate
  public ClockReader(@Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work) {
    this.work = work;
  }

  @Override
  public String name() {
    return "desk.clocks";
  }

  @Override
  public Set<String> types() {
    return Set.of("clock.started", "clock.resumed", "clock.rescheduled", "clock.withdrawn");
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    new PromiseTables(transaction.connection())
        .follow(
            batch.stream()
                .map(ClockFact::of)
                .filter(fact -> !Boolean.TRUE.equals(fact.about().mean()))
                .toList());
  }
}
