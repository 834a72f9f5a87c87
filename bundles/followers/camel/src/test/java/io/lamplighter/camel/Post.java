package io.lamplighter.camel;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A node with couriers on a real database; the test plays the journal that hands entries over. */
final class Post implements AutoCloseable {
  static final UnitOfWork WORK = TestDatabase.unit("routes");

  final CommittedFacts journal = new CommittedFacts();
  final List<Fact> facts = journal.all();
  final Couriers couriers;
  final LocalLetters letters;
  private final ExecutorService senders = Executors.newCachedThreadPool();
  private final Map<String, JournalReader> readers = new ConcurrentHashMap<>();

  Post() {
    couriers =
        new Couriers(
            new Couriers.Ground(WORK, journal, Samples.CLOCK),
            new Secrets(),
            reader -> {
              readers.put(reader.name(), reader);
              return () -> readers.remove(reader.name());
            });
    letters = new LocalLetters(WORK, journal, couriers);
  }

  void follow(FollowSettings settings, Delivery delivery) {
    couriers.add(settings, delivery, senders);
  }

  boolean follows(String reader) {
    return readers.containsKey(reader);
  }

  /** As the journal does: in batches, each in a transaction, again when there is no room. */
  void write(String reader, List<Entry> entries) throws InterruptedException {
    Samples.await("lease of " + reader, () -> follows(reader));
    for (int from = 0; from < entries.size(); from += 200) {
      List<Entry> batch = entries.subList(from, Math.min(from + 200, entries.size()));
      Samples.await("room for a batch", () -> taken(reader, batch));
    }
  }

  private boolean taken(String reader, List<Entry> batch) {
    try {
      JournalReader there = Objects.requireNonNull(readers.get(reader));
      WORK.run(t -> there.handle(t, batch));
      return true;
    } catch (Refusal.TooMany full) {
      return false;
    }
  }

  /** Rows that are still kept for a reader. */
  static int kept(String reader) {
    return WORK.call(
        t -> {
          try (var query =
              t.connection()
                  .prepareStatement("SELECT count(*) FROM routes.message WHERE reader = ?")) {
            query.setString(1, reader);
            try (var rows = query.executeQuery()) {
              rows.next();
              return rows.getInt(1);
            }
          }
        });
  }

  /** As a node that is killed: it says nothing, its lease runs out. */
  void die() {
    WORK.run(
        t -> {
          try (var update =
              t.connection()
                  .prepareStatement("UPDATE routes.lease SET node = 'dead', until = now()")) {
            update.executeUpdate();
          }
        });
  }

  @Override
  public void close() {
    couriers.close();
    senders.shutdownNow();
  }
}
