package io.lamplighter.journal;

import static io.lamplighter.api.journal.Seals.Damage.CHAIN_BROKEN;
import static io.lamplighter.api.journal.Seals.Damage.CUT_OFF;
import static io.lamplighter.api.journal.Seals.Damage.HEAD_MISSING;

import io.lamplighter.api.store.UnitOfWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Carries the heads of blocks out of the database, and holds the database, the log and what it
 * remembers of both against each other.
 *
 * <p>A head is taken over only when it must be: one that this node has just sealed (it noted it
 * before), or one of another node, whose key is not on this machine. Heads of its own that the log
 * lacks are never made anew from the database, that would bless whatever somebody put there.
 */
final class HeadsKeeper {
  private static final int AT_ONCE = 500;

  private final UnitOfWork work;
  private final NodeKeys keys;
  private final HeadsFile heads;
  private final TrustedKeys trusted;
  private final Alarms alarms;
  private boolean begun;

  /** Blocks up to here are dealt with. */
  private long number;

  private String hash = Block.NONE;

  HeadsKeeper(UnitOfWork work, NodeKeys keys, HeadsFile heads, TrustedKeys trusted, Alarms alarms) {
    this.work = work;
    this.keys = keys;
    this.heads = heads;
    this.trusted = trusted;
    this.alarms = alarms;
    reached(heads.last());
  }

  private void reached(@Nullable Block block) {
    number = block == null ? 0 : block.head().number();
    hash = block == null ? Block.NONE : block.head().hash();
  }

  /** Whether log and database still say what this process last saw in them. */
  void look() throws IOException {
    if (heads.wasTouched()) {
      alarms.raise(HEAD_MISSING, number, "heads.log was written to by somebody else");
    }
    if (!begun) {
      settle();
      begun = true;
    }
    if (number > 0) {
      List<Block> now = work.call(t -> BlockTable.after(t.connection(), number - 1, 1));
      boolean there = !now.isEmpty() && now.get(0).head().number() == number;
      if (!there || !now.get(0).head().hash().equals(hash)) {
        alarms.raise(
            there ? CHAIN_BROKEN : CUT_OFF,
            number,
            there
                ? "the database has another block than this process has seen"
                : "the database has lost blocks that this process has seen");
        List<Block> last = work.call(t -> BlockTable.lastAsList(t.connection()));
        reached(last.isEmpty() ? null : last.get(0));
      }
    }
  }

  /** What the run before has left: a head that was noted and whose block may not be there. */
  private void settle() {
    Block last = heads.last();
    Block noted = heads.intended();
    if (!heads.torn().isEmpty()) {
      List<Block> next = work.call(t -> BlockTable.after(t.connection(), number, 1));
      if (next.isEmpty() || !HeadLine.write(next.get(0)).startsWith(heads.torn())) {
        alarms.raise(HEAD_MISSING, number, "heads.log ended in the middle of a line");
      }
    }
    if (noted == null) {
      if (last != null && !keys.isNew() && trusted.isOwn(last.head().keyId())) {
        alarms.raise(HEAD_MISSING, last.head().number(), "heads.next is gone");
      }
    } else if (noted.head().number() > number) {
      List<Block> there =
          work.call(t -> BlockTable.after(t.connection(), noted.head().number() - 1, 1));
      if (there.isEmpty()
          && work.call(t -> EntryTable.count(t.connection(), noted)) < noted.head().count()) {
        alarms.raise(CUT_OFF, noted.head().number(), "the last block and its entries are gone");
      }
    }
  }

  /** Appends the heads that the log lacks and may have. */
  void carryOut() throws IOException {
    List<Block> missing;
    do {
      missing = work.call(t -> BlockTable.after(t.connection(), number, AT_ONCE));
      if (!missing.isEmpty()) {
        trusted.introduce(work.call(t -> KeyTable.of(t.connection(), keys.key())));
        keep(missing);
      }
    } while (missing.size() == AT_ONCE);
  }

  private void keep(List<Block> blocks) throws IOException {
    List<Block> good = new ArrayList<>();
    List<Block> ours = new ArrayList<>();
    Block before = null;
    for (Block block : blocks) {
      if (!follows(block, before)) {
        alarms.raise(
            CHAIN_BROKEN,
            block.head().number(),
            "the block does not follow on the heads kept outside the database");
      } else if (trusted.isOwn(block.head().keyId()) && !isNoted(block, blocks)) {
        ours.add(block);
      } else {
        good.add(block);
      }
      before = block;
    }
    if (!good.isEmpty()) {
      heads.append(good);
    }
    if (!ours.isEmpty()) {
      alarms.raise(
          HEAD_MISSING,
          ours.get(0).head().number(),
          "heads.log lacks the heads of blocks that this node has sealed, up to block "
              + ours.get(ours.size() - 1).head().number());
    }
    reached(before);
  }

  private boolean follows(Block block, @Nullable Block before) {
    return block.head().number() == (before == null ? number : before.head().number()) + 1
        && block.previous().equals(before == null ? hash : before.head().hash())
        && block.hash().equals(block.head().hash())
        && trusted.signed(block);
  }

  /** A version that noted nothing may have been killed after its last block. */
  private boolean isNoted(Block block, List<Block> all) {
    Block noted = heads.intended();
    return noted == null
        ? keys.isNew() && all.size() == 1
        : noted.head().hash().equals(block.head().hash());
  }
}
