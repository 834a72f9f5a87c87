package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Damage;
import io.lamplighter.api.journal.Seals.Head;
import io.lamplighter.api.journal.Seals.Verdict;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole journal in one snapshot, a page of blocks at a time: the chain and signatures,
 * the heads kept outside, and each entry against its block's list.
 */
final class Verifier {
  private static final int PAGE_ENTRIES = 65_536;

  private final Connection connection;
  private final SealKey key;
  private final HeadsReader outside;
  private final Findings findings = new Findings();
  private long blocks;
  private long entries;
  private long number;
  private String hash = Block.NONE;
  private @Nullable Cursor reached;

  Verifier(Connection connection, SealKey key, HeadsReader outside) {
    this.connection = connection;
    this.key = key;
    this.outside = outside;
  }

  /**
   * The rows that a block covers.
   *
   * @param after they come after this; null for the first block, which covers all before, too
   * @param list null when what is stored is not what was sealed
   */
  private record Span(long block, @Nullable Cursor after, Cursor last, @Nullable SealedList list) {}

  Verdict run() throws SQLException, IOException {
    long start = System.nanoTime();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
    }
    KeyRing ring = KeyRing.load(connection, key);
    List<BlockTable.Stored> page = BlockTable.withLists(connection, 0, PAGE_ENTRIES);
    while (!page.isEmpty()) {
      List<Span> spans = new ArrayList<>();
      for (BlockTable.Stored stored : page) {
        spans.add(block(stored, ring));
      }
      entries(spans);
      page = BlockTable.withLists(connection, number, PAGE_ENTRIES);
    }
    cutOff(ring);
    long unsealed = BlockTable.unsealed(connection);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Verdict(blocks, entries, unsealed, took, findings.result());
  }

  private Span block(BlockTable.Stored stored, KeyRing ring) throws IOException {
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
    if (!ring.signed(block)) {
      findings.block(Damage.SIGNATURE_WRONG, n, "the head is not signed by key " + head.keyId());
    }
    Block kept = outside.at(n);
    if (kept != null && ring.signed(kept) && !kept.head().hash().equals(head.hash())) {
      findings.block(
          Damage.CHAIN_BROKEN, n, "the head is not the one that was kept outside the database");
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

  /** Heads outside for which the database has no block any more, and what else is wrong there. */
  private void cutOff(KeyRing ring) throws IOException {
    Block kept = outside.from(number + 1);
    while (kept != null) {
      if (ring.signed(kept)) {
        findings.cutOff(kept);
      } else {
        findings.block(
            Damage.SIGNATURE_WRONG, kept.head().number(), "its line in heads.log is not signed");
      }
      kept = outside.from(kept.head().number() + 1);
    }
    if (outside.broken() > 0) {
      findings.block(
          Damage.SIGNATURE_WRONG, 0, "line " + outside.broken() + " of heads.log is no head");
    }
  }
}
