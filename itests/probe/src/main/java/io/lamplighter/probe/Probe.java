package io.lamplighter.probe;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes down every entry about a received request, in the transaction in which it is read. */
@Component
public final class Probe implements JournalReader {
  private final UnitOfWork work;

  @Activate
  public Probe(@Reference(target = "(schema=probe)") UnitOfWork work) {
    this.work = work;
  }

  @Override
  public String name() {
    return "probe";
  }

  @Override
  public Set<String> types() {
    return Set.of("request.received");
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    try (PreparedStatement insert =
        transaction
            .connection()
            .prepareStatement(
                "insert into probe.heard (subject, type, cursor, node) values (?, ?, ?, ?)")) {
      for (Entry entry : batch) {
        insert.setString(1, entry.subject());
        insert.setString(2, entry.type());
        insert.setString(3, entry.cursor().toString());
        insert.setLong(4, ProcessHandle.current().pid());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
