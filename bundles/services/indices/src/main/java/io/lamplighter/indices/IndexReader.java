package io.lamplighter.indices;

import io.lamplighter.api.indices.Index;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads the journal for one index; another edition of it is another reader, from the beginning. */
final class IndexReader implements JournalReader {
  private static final int AT_ONCE = 500;

  private final Index index;
  private final UnitOfWork work;
  private final Supplier<ZoneId> zone;

  IndexReader(Index index, UnitOfWork work, Supplier<ZoneId> zone) {
    this.index = index;
    this.work = work;
    this.zone = zone;
  }

  @Override
  public String name() {
    return "indices." + index.code() + "." + index.edition();
  }

  @Override
  public Set<String> types() {
    return index.types();
  }

  @Override
  public int batchSize() {
    return AT_ONCE;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    CaseBook book = new CaseBook(transaction.connection(), index);
    List<Entry> real = batch.stream().filter(entry -> !entry.isDrill()).toList();
    book.expect(real.stream().map(Entry::subject).collect(Collectors.toSet()));
    for (Entry entry : real) {
      index.read(entry, book);
    }
    book.save(zone.get());
  }
}
