package io.lamplighter.desk;

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

/**
 * Notes for the {@link LateMatcher} who has become known or changed, and which requests have come
 * in without a customer: he may have become known in between, or nobody could be asked.
 */
@Component(service = JournalReader.class)
public final class LateMatching implements JournalReader {
  private static final String RECEIVED = "request.received";

  private final UnitOfWork work;

  @Activate
  public LateMatching(@Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work) {
    this.work = work;
  }

  @Override
  public String name() {
    return "desk.matching";
  }

  @Override
  public Set<String> types() {
    return Set.of("customer.registered", "customer.changed", RECEIVED);
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    ToMatchTable table = new ToMatchTable(transaction.connection());
    table.requests(
        batch.stream()
            .filter(entry -> entry.type().equals(RECEIVED))
            .filter(entry -> !entry.data().containsKey("customerNo"))
            .toList());
    table.customers(batch.stream().filter(entry -> !entry.type().equals(RECEIVED)).toList());
  }
}
