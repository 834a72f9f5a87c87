package io.lamplighter.camel;

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

/** What a reader that was forgotten had taken and not delivered, its letters too, goes with it. */
@Component(immediate = true)
public final class ForgottenReaders implements JournalReader {
  private final UnitOfWork work;

  @Activate
  public ForgottenReaders(@Reference(target = "(schema=routes)") UnitOfWork work) {
    this.work = work;
  }

  @Override
  public String name() {
    return "routes.forgotten";
  }

  @Override
  public Set<String> types() {
    return Set.of("reader.forgotten");
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    for (Entry entry : batch) {
      MessageTable.forget(transaction.connection(), entry.subject());
    }
  }
}
