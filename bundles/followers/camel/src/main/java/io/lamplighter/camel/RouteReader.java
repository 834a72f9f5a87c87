package io.lamplighter.camel;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Takes what a route wants from the journal into {@code routes.message}, as far as there is room.
 * Delivering would take too long for the transaction in which the cursor moves: while it is open
 * nobody else can read on.
 */
final class RouteReader implements JournalReader {
  private static final int BATCH = 500;
  private static final Duration UNTIL_ROOM = Duration.ofMillis(100);
  private static final Duration UNTIL_SETTLED = Duration.ofSeconds(1);

  private final FollowSettings settings;
  private final Courier courier;
  private final UnitOfWork work;
  private final String node;

  RouteReader(Courier courier, UnitOfWork work, String node) {
    this.settings = courier.settings();
    this.courier = courier;
    this.work = work;
    this.node = node;
  }

  @Override
  public String name() {
    return settings.reader();
  }

  @Override
  public Set<String> types() {
    return settings.types();
  }

  @Override
  public boolean fromStart() {
    return settings.fromStart();
  }

  @Override
  public int batchSize() {
    return BATCH;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    if (courier.full()) {
      throw new Refusal.TooMany(UNTIL_ROOM);
    }
    if (!LeaseTable.holds(transaction.connection(), name(), node)) {
      throw new Refusal.TooMany(UNTIL_SETTLED);
    }
    List<Entry> wanted = batch.stream().filter(this::wants).toList();
    if (!wanted.isEmpty()) {
      MessageTable.add(transaction.connection(), name(), wanted);
      transaction.afterCommit(courier::look);
    }
  }

  /** A route leads out of the house, where nothing of a drill goes. */
  private boolean wants(Entry entry) {
    return !entry.isDrill()
        && entry.region().startsWith(settings.region())
        && !(settings.types().isEmpty()
            ? LetterFacts.isOne(entry)
            : LetterFacts.isAbout(entry, name()));
  }
}
