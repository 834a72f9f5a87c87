package io.lamplighter.camel;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings {@code routes.message} up to what has happened, and tells what is new there. */
final class Ledger {
  private static final int LOAD = 1_000;
  private static final String SOURCE = "camel";

  private final String reader;
  private final UnitOfWork work;
  private final Journal journal;
  private final InstantSource clock;

  Ledger(String reader, UnitOfWork work, Journal journal, InstantSource clock) {
    this.reader = reader;
    this.work = work;
    this.journal = journal;
    this.clock = clock;
  }

  /** A message to be parked. */
  record Parting(Parcel message, String cause, int attempts) {}

  /** A message that would have gone to {@code to}, and did not. */
  record Keeping(Parcel message, String why, String to) {}

  /**
   * What has happened since the last time.
   *
   * @param delivered numbers of delivered messages, with those that were withheld
   * @param held subjects that wait behind a letter
   * @param last number of the last message that is known
   * @param fresh whether nothing is known yet
   */
  record Due(
      List<Long> delivered,
      List<Keeping> withheld,
      List<Parting> parted,
      Set<String> held,
      long last,
      boolean fresh) {}

  /**
   * What is new.
   *
   * @param held subjects that wait behind a letter now
   * @param released messages of subjects that do so no more, in order
   * @param added messages that were not known, in order
   * @param more whether there are more of them
   */
  record News(Set<String> held, List<Parcel> released, List<Parcel> added, boolean more) {}

  /** All in one short transaction. */
  News settle(Due due) {
    return work.call(transaction -> settle(transaction, due));
  }

  private News settle(Transaction transaction, Due due) throws SQLException {
    Connection connection = transaction.connection();
    if (!due.delivered().isEmpty()) {
      MessageTable.delete(connection, reader, due.delivered());
    }
    List<Fact> kept =
        due.withheld().stream()
            .filter(one -> !LetterFacts.isOne(one.message().entry()))
            .map(one -> LetterFacts.withheld(one, reader))
            .toList();
    if (!kept.isEmpty()) {
      journal.append(transaction, SOURCE, kept);
    }
    if (!due.parted().isEmpty()) {
      park(transaction, due.parted());
    }
    Set<String> held =
        due.fresh() || !due.held().isEmpty()
            ? MessageTable.held(connection, reader)
            : new HashSet<>();
    Set<String> freed = new HashSet<>(due.held());
    freed.removeAll(held);
    List<Parcel> released =
        freed.isEmpty() ? List.of() : MessageTable.of(connection, reader, freed, due.last());
    List<Parcel> added = MessageTable.after(connection, reader, due.last(), LOAD);
    return new News(held, released, added, added.size() == LOAD);
  }

  private void park(Transaction transaction, List<Parting> parted) throws SQLException {
    List<Fact> facts = new ArrayList<>();
    for (Parting parting : parted) {
      Parcel message = parting.message();
      boolean parked =
          MessageTable.park(
              transaction.connection(),
              reader,
              message.number(),
              parting.cause(),
              parting.attempts(),
              clock.instant());
      if (parked) {
        facts.add(
            LetterFacts.of(
                "letter.parked",
                message,
                reader,
                "route:" + reader,
                Long.valueOf(parting.attempts()),
                null));
      }
    }
    journal.append(transaction, SOURCE, facts);
  }

  void release(String node) {
    work.run(transaction -> LeaseTable.release(transaction.connection(), reader, node));
  }
}
