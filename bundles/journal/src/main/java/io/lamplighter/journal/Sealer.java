package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.store.UnitOfWork;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals entries into blocks, and carries the heads of all blocks out of the database. */
final class Sealer {
  static final int MAX_ENTRIES = 4096;
  private static final int HEADS = 500;
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);

  private final UnitOfWork work;
  private final InstantSource clock;
  private final SealKey key;
  private final HeadsFile heads;
  private boolean published;
  private boolean complained;

  Sealer(UnitOfWork work, InstantSource clock, SealKey key, HeadsFile heads) {
    this.work = work;
    this.clock = clock;
    this.key = key;
    this.heads = heads;
  }

  /**
   * Seals what can be sealed now, up to one block.
   *
   * @return whether the block is full, so that there may be more
   */
  boolean run() throws IOException {
    if (!published) {
      work.run(t -> KeyRing.publish(t.connection(), key, clock.instant()));
      published = true;
    }
    int sealed = work.call(transaction -> seal(transaction.connection()));
    carryOut();
    return sealed == MAX_ENTRIES;
  }

  /** Seals one block; how many entries are in it. No transaction id before the block's insert. */
  private int seal(Connection connection) throws SQLException {
    if (!BlockTable.lock(connection)) {
      return 0;
    }
    Block last = BlockTable.last(connection);
    Cursor after = last == null ? Cursor.START : last.head().last();
    SealedList.Builder entries = new SealedList.Builder();
    try (RowStream rows = RowStream.sealable(connection, after, MAX_ENTRIES)) {
      while (rows.next()) {
        entries.add(rows.xid(), rows.position(), rows.content());
      }
    }
    SealedList list = entries.build();
    if (list.size() > 0) {
      long number = last == null ? 1 : last.head().number() + 1;
      String previous = last == null ? Block.NONE : last.head().hash();
      Block block = Block.seal(number, previous, list, clock.instant(), key);
      BlockTable.insert(connection, block, list);
    }
    return list.size();
  }

  /**
   * Appends the heads that the file lacks: those just sealed here or on another node, and those
   * whose line a crash has taken. Only ones that are signed and follow on the file's last.
   */
  private void carryOut() throws IOException {
    List<Block> missing;
    do {
      Block last = heads.last();
      long number = last == null ? 0 : last.head().number();
      missing = work.call(t -> BlockTable.after(t.connection(), number, HEADS));
      if (!missing.isEmpty()) {
        KeyRing ring = work.call(t -> KeyRing.load(t.connection(), key));
        List<Block> good = sound(missing, last, ring);
        if (!good.isEmpty()) {
          heads.append(good);
        }
        if (good.size() < missing.size()) {
          complain(missing.get(good.size()));
          return;
        }
      }
    } while (missing.size() == HEADS);
  }

  private static List<Block> sound(List<Block> blocks, @Nullable Block last, KeyRing ring) {
    List<Block> good = new ArrayList<>();
    long number = last == null ? 0 : last.head().number();
    String hash = last == null ? Block.NONE : last.head().hash();
    for (Block block : blocks) {
      if (block.head().number() != ++number
          || !block.previous().equals(hash)
          || !block.hash().equals(block.head().hash())
          || !ring.signed(block)) {
        break;
      }
      hash = block.head().hash();
      good.add(block);
    }
    return good;
  }

  private void complain(Block block) {
    if (!complained) {
      complained = true;
      LOG.error(
          "Block {} of the journal does not follow on the heads kept outside the database;"
              + " somebody may have touched it. Run a verification.",
          block.head().number());
    }
  }
}
