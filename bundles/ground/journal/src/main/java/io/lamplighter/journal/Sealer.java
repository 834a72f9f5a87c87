package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Damage;
import io.lamplighter.api.store.UnitOfWork;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Seals entries into blocks. What the house did not write is left out, and so found later. */
final class Sealer {
  static final int MAX_ENTRIES = 4096;

  private final UnitOfWork work;
  private final InstantSource clock;
  private final NodeKeys keys;
  private final HeadsFile heads;
  private final HeadsKeeper keeper;
  private final Alarms alarms;

  Sealer(
      UnitOfWork work,
      InstantSource clock,
      NodeKeys keys,
      HeadsFile heads,
      TrustedKeys trusted,
      Alarms alarms) {
    this.work = work;
    this.clock = clock;
    this.keys = keys;
    this.heads = heads;
    this.alarms = alarms;
    keeper = new HeadsKeeper(work, keys, heads, trusted, alarms);
  }

  /**
   * Seals what can be sealed now, up to one block.
   *
   * @return whether the block is full, so that there may be more
   */
  synchronized boolean run() throws IOException {
    HouseKey key = keys.key();
    keeper.look();
    // Also what a full disk kept from the log: at most one head is ever on its way.
    keeper.carryOut();
    int sealed = work.call(transaction -> seal(transaction.connection(), key));
    keeper.carryOut();
    return sealed == MAX_ENTRIES;
  }

  /** Holds log and database against what this process remembers. */
  synchronized void look() throws IOException {
    keeper.look();
  }

  /** Runs {@code action} while nothing is sealed here and the log has the heads of all blocks. */
  synchronized void still(Runnable action) throws IOException {
    run();
    action.run();
  }

  /** Seals one block; how many entries are in it. No transaction id before the block's insert. */
  private int seal(Connection connection, HouseKey key) throws SQLException, IOException {
    if (!BlockTable.lock(connection)) {
      return 0;
    }
    Block last = BlockTable.last(connection);
    SealedList list = next(connection, last == null ? Cursor.START : last.head().last(), key);
    if (list.size() > 0) {
      long number = last == null ? 1 : last.head().number() + 1;
      String previous = last == null ? Block.NONE : last.head().hash();
      Block block = Block.seal(number, previous, list, clock.instant(), keys.own());
      heads.intend(block);
      BlockTable.insert(connection, block, list);
    }
    return list.size();
  }

  private SealedList next(Connection connection, Cursor start, HouseKey key) throws SQLException {
    SealedList.Builder entries = new SealedList.Builder();
    @Nullable Cursor after = start;
    while (after != null && entries.isEmpty()) {
      int looked = 0;
      Cursor reached = after;
      try (RowStream rows = RowStream.sealable(connection, after, MAX_ENTRIES)) {
        while (rows.next()) {
          looked++;
          reached = rows.cursor();
          if (rows.writtenBy(key)) {
            entries.add(rows.xid(), rows.position(), rows.content());
          } else {
            alarms.raise(
                Damage.INSERTED, 0, "entry " + rows.cursor() + " was not written by the platform");
          }
        }
      }
      after = looked == MAX_ENTRIES ? reached : null;
    }
    return entries.build();
  }
}
