package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Damage;
import io.lamplighter.api.journal.Seals.Head;
import io.lamplighter.api.journal.Seals.Verdict;
import io.lamplighter.api.journal.Verification.Watcher;
import io.lamplighter.kit.sql.Sql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole journal in one snapshot, a page of blocks at a time: the chain and signatures,
 * the heads kept outside, and each entry against its block's list.
 */
final class Verifier {
  private static final int PAGE_ENTRIES = 65_536;

  private final Connection connection;
  private final HouseKey house;
  private final TrustedKeys trusted;
  private final Outside outside;
  private final Findings findings = new Findings();
  private final List<KeptHeads> kept;
  private final Stood stood = new Stood();
  private long blocks;
  private long entries;
  private long number;
  private String hash = Block.NONE;
  private @Nullable Cursor reached;

  /**
   * @param connection with its snapshot taken, {@link #snapshot}
   */
  Verifier(Connection connection, HouseKey house, Outside outside) {
    this.connection = connection;
    this.house = house;
    this.trusted = outside.trusted();
    this.outside = outside;
    kept = outside.sets(findings);
  }

  /** From here on the transaction sees the journal as it is now. */
  static void snapshot(Connection connection) throws SQLException {
    new Sql(connection, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY").call();
    new Sql(connection, "SELECT 1").call();
  }

  /**
   * The rows that a block covers.
   *
   * @param after they come after this; null for the first block, which covers all before, too
   * @param list null when what is stored is not what was sealed
   */
  private record Span(long block, @Nullable Cursor after, Cursor last, @Nullable SealedList list) {}

  /** Empty when the watcher wants no more. */
  Optional<Verdict> run(Watcher watcher) throws SQLException, IOException {
    long start = System.nanoTime();
    Block last = BlockTable.last(connection);
    long of = last == null ? 0 : last.head().number();
    List<BlockTable.Stored> page = BlockTable.withLists(connection, 0, PAGE_ENTRIES);
    while (!page.isEmpty()) {
      List<Span> spans = new ArrayList<>();
      for (BlockTable.Stored stored : page) {
        spans.add(block(stored));
      }
      entries(spans);
      if (!watcher.at(number, of)) {
        return Optional.empty();
      }
      page = BlockTable.withLists(connection, number, PAGE_ENTRIES);
    }
    for (KeptHeads set : kept) {
      set.end(number);
    }
    unsealed();
    outside.seen().forEach(findings::add);
    long unsealed = BlockTable.unsealed(connection);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return Optional.of(new Verdict(blocks, entries, unsealed, took, findings.result()));
  }

  private Span block(BlockTable.Stored stored) throws IOException {
    Block block = stored.block();
    Head head = block.head();
    long n = head.number();
    boolean gap = n != number + 1;
    if (gap) {
      findings.block(
          Damage.CHAIN_BROKEN, number + 1, "the block is missing; the next is block " + n);
    } else if (!block.previous().equals(hash)) {
      findings.block(Damage.CHAIN_BROKEN, n, "the block does not follow on the one before it");
    }
    if (!block.hash().equals(head.hash())) {
      findings.block(Damage.CHAIN_BROKEN, n, "the block's head was changed");
    }
    if (!trusted.signed(block)) {
      findings.block(
          Damage.SIGNATURE_WRONG,
          n,
          "the head is not signed by a key that is trusted for it, but by " + head.keyId());
    }
    for (KeptHeads set : kept) {
      set.compare(block);
    }
    SealedList list = list(stored);
    if (list == null) {
      findings.block(Damage.CHAIN_BROKEN, n, "the block's list of entries was changed");
    }
    Cursor first = head.first();
    Cursor after = gap ? new Cursor(first.xid(), first.position() - 1) : reached;
    Cursor last = list == null ? head.last() : list.cursor(list.size() - 1);
    blocks++;
    number = n;
    hash = head.hash();
    reached = last;
    return new Span(n, after, last, list);
  }

  private static @Nullable SealedList list(BlockTable.Stored stored) {
    Head head = stored.block().head();
    if (stored.list().length == 0 || stored.list().length % SealedList.ITEM != 0) {
      return null;
    }
    SealedList list = new SealedList(stored.list());
    boolean same =
        list.size() == head.count()
            && list.cursor(0).equals(head.first())
            && list.cursor(list.size() - 1).equals(head.last())
            && Merkle.rootOf(list).equals(head.root());
    return same ? list : null;
  }

  private void entries(List<Span> spans) throws SQLException {
    Cursor last = spans.stream().map(Span::last).max(Cursor::compareTo).orElseThrow();
    try (RowStream rows = RowStream.between(connection, spans.get(0).after(), last)) {
      boolean more = rows.next();
      for (Span span : spans) {
        while (more && span.after() != null && rows.compareTo(span.after()) <= 0) {
          more = rows.next();
        }
        more = entries(span, rows, more);
      }
    }
  }

  private boolean entries(Span span, RowStream rows, boolean more) throws SQLException {
    SealedList list = span.list();
    if (list == null) {
      while (more && rows.compareTo(span.last()) <= 0) {
        more = rows.next();
      }
      return more;
    }
    int next = 0;
    while (more && rows.compareTo(span.last()) <= 0) {
      while (next < list.size() && list.compare(next, rows.xid(), rows.position()) < 0) {
        removed(span, list, next++);
      }
      if (next == list.size() || list.compare(next, rows.xid(), rows.position()) > 0) {
        findings.inserted(span.block(), rows.cursor(), rows.content());
      } else {
        if (!list.hasContent(next, rows.content())) {
          findings.changed(span.block(), rows.cursor(), list.content(next), rows.content());
        }
        stood(span.block(), rows);
        next++;
      }
      more = rows.next();
    }
    while (next < list.size()) {
      removed(span, list, next++);
    }
    entries += list.size();
    return more;
  }

  private void removed(Span span, SealedList list, int index) {
    findings.removed(span.block(), list.cursor(index), list.content(index));
  }

  private void stood(long block, RowStream row) {
    if (row.cursor().compareTo(house.since()) > 0 && !stood.first(row.position())) {
      findings.forged(block, row.cursor(), "the entry is a copy of another one");
    }
  }

  /** Entries behind the last block: they will be sealed only if the house wrote them. */
  private void unsealed() throws SQLException {
    Cursor after = reached == null ? Cursor.START : reached;
    try (RowStream rows = RowStream.unsealed(connection, after)) {
      while (rows.next()) {
        if (rows.writtenBy(house)) {
          stood(number + 1, rows);
        } else {
          findings.forged(number + 1, rows.cursor(), "the platform did not write this entry");
        }
      }
    }
  }
}
