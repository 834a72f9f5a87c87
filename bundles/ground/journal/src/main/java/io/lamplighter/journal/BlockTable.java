package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Head;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code journal.block}. */
final class BlockTable {
  /**
   * "seal" to PostgreSQL's advisory locks; held by the node that seals, until its transaction ends.
   */
  private static final long LOCK = 0x6c616d702d736561L;

  private static final String HEAD =
      "number, first_xid, first_position, last_xid, last_position, count, root, hash, signature,"
          + " key_id, sealed_at, previous";

  private BlockTable() {}

  /** Whether this node may seal; takes no transaction id, so it holds back no reader. */
  static boolean lock(Connection connection) throws SQLException {
    return new Sql(connection, "SELECT pg_try_advisory_xact_lock(?)").with(LOCK).only(Row::is);
  }

  static @Nullable Block last(Connection connection) throws SQLException {
    return new Sql(
            connection, "SELECT " + HEAD + " FROM journal.block ORDER BY number DESC LIMIT 1")
        .first(BlockTable::block);
  }

  /** The last block; a list, because a unit of work has no empty result. */
  static List<Block> lastAsList(Connection connection) throws SQLException {
    Block last = last(connection);
    return last == null ? List.of() : List.of(last);
  }

  /** The last blocks, oldest first. */
  static List<Block> newest(Connection connection, int most) throws SQLException {
    Block last = last(connection);
    return last == null
        ? List.of()
        : after(connection, Math.max(0, last.head().number() - most), most);
  }

  static List<Block> after(Connection connection, long number, int limit) throws SQLException {
    return new Sql(
            connection,
            "SELECT " + HEAD + " FROM journal.block WHERE number > ? ORDER BY number LIMIT ?")
        .with(number, limit)
        .list(BlockTable::block);
  }

  /** A block with its list as stored, which may be anything. */
  record Stored(Block block, byte[] list) {}

  /** The next blocks with their lists, as many as hold about {@code entries} entries. */
  static List<Stored> withLists(Connection connection, long number, int entries)
      throws SQLException {
    return new Sql(
            connection,
            "SELECT "
                + HEAD
                + ", list FROM (SELECT *, sum(octet_length(list)) OVER (ORDER BY number)"
                + " - octet_length(list) AS before"
                + " FROM (SELECT * FROM journal.block WHERE number > ? ORDER BY number LIMIT 1000)"
                + " next) page WHERE before < ? ORDER BY number")
        .with(number, (long) entries * SealedList.ITEM)
        .list(row -> new Stored(block(row), row.bytes()));
  }

  /** The first block that reaches so far, whole or not; null when none does. */
  static @Nullable Stored reaching(Connection connection, Cursor cursor) throws SQLException {
    return new Sql(
            connection,
            "SELECT "
                + HEAD
                + ", list FROM journal.block WHERE (last_xid, last_position) >= (?::text::xid8, ?)"
                + " ORDER BY last_xid, last_position LIMIT 1")
        .with(EntryTable.values(cursor))
        .first(row -> new Stored(block(row), row.bytes()));
  }

  static void insert(Connection connection, Block block, SealedList list) throws SQLException {
    Head head = block.head();
    new Sql(
            connection,
            "INSERT INTO journal.block ("
                + HEAD
                + ", list) VALUES (?, ?::text::xid8, ?, ?::text::xid8, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .with(head.number())
        .with(EntryTable.values(head.first()))
        .with(EntryTable.values(head.last()))
        .with(
            head.count(),
            head.root(),
            head.hash(),
            head.signature(),
            head.keyId(),
            head.sealedAt(),
            block.previous(),
            list.bytes().array())
        .run();
  }

  /** When the oldest entry was written that no block covers; empty when all are covered. */
  static List<Instant> oldestUnsealed(Connection connection) throws SQLException {
    return new Sql(
            connection,
            "SELECT time FROM journal.entry WHERE (xid, position) > "
                + SEALED
                + " ORDER BY xid, position LIMIT 1")
        .list(Row::time);
  }

  static long unsealed(Connection connection) throws SQLException {
    return new Sql(
            connection, "SELECT count(*) FROM journal.entry WHERE (xid, position) > " + SEALED)
        .only(Row::number);
  }

  private static final String SEALED =
      "(coalesce((SELECT last_xid FROM journal.block ORDER BY number DESC LIMIT 1), '0'::xid8),"
          + " coalesce((SELECT last_position FROM journal.block ORDER BY number DESC LIMIT 1), 0))";

  private static Block block(Row row) throws SQLException {
    Head head =
        new Head(
            row.number(),
            EntryTable.cursor(row),
            EntryTable.cursor(row),
            row.count(),
            row.text(),
            row.text(),
            row.text(),
            row.text(),
            row.time());
    return new Block(head, row.text());
  }
}
