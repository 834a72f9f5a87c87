package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals.Head;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
    try (PreparedStatement query =
        connection.prepareStatement("SELECT pg_try_advisory_xact_lock(?)")) {
      query.setLong(1, LOCK);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  static @Nullable Block last(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT " + HEAD + " FROM journal.block ORDER BY number DESC LIMIT 1");
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? block(rows) : null;
    }
  }

  static List<Block> after(Connection connection, long number, int limit) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT " + HEAD + " FROM journal.block WHERE number > ? ORDER BY number LIMIT ?")) {
      query.setLong(1, number);
      query.setInt(2, limit);
      List<Block> blocks = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          blocks.add(block(rows));
        }
      }
      return blocks;
    }
  }

  /** A block with its list as stored, which may be anything. */
  record Stored(Block block, byte[] list) {}

  /** The next blocks with their lists, as many as hold about {@code entries} entries. */
  static List<Stored> withLists(Connection connection, long number, int entries)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT "
                + HEAD
                + ", list FROM (SELECT *, sum(octet_length(list)) OVER (ORDER BY number)"
                + " - octet_length(list) AS before"
                + " FROM (SELECT * FROM journal.block WHERE number > ? ORDER BY number LIMIT 1000)"
                + " next) page WHERE before < ? ORDER BY number")) {
      query.setLong(1, number);
      query.setLong(2, (long) entries * SealedList.ITEM);
      List<Stored> blocks = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          blocks.add(new Stored(block(rows), rows.getBytes(13)));
        }
      }
      return blocks;
    }
  }

  static void insert(Connection connection, Block block, SealedList list) throws SQLException {
    Head head = block.head();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO journal.block ("
                + HEAD
                + ", list) VALUES (?, ?::text::xid8, ?, ?::text::xid8, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setLong(1, head.number());
      EntryTable.bind(insert, head.first(), 2);
      EntryTable.bind(insert, head.last(), 4);
      insert.setInt(6, head.count());
      insert.setString(7, head.root());
      insert.setString(8, head.hash());
      insert.setString(9, head.signature());
      insert.setString(10, head.keyId());
      insert.setObject(11, head.sealedAt().atOffset(ZoneOffset.UTC));
      insert.setString(12, block.previous());
      insert.setBytes(13, list.bytes().array());
      insert.executeUpdate();
    }
  }

  /** When the oldest entry was written that no block covers; empty when all are covered. */
  static List<Instant> oldestUnsealed(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT time FROM journal.entry WHERE (xid, position) > "
                    + SEALED
                    + " ORDER BY xid, position LIMIT 1");
        ResultSet rows = query.executeQuery()) {
      return rows.next() ? List.of(rows.getObject(1, OffsetDateTime.class).toInstant()) : List.of();
    }
  }

  static long unsealed(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT count(*) FROM journal.entry WHERE (xid, position) > " + SEALED);
        ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static final String SEALED =
      "(coalesce((SELECT last_xid FROM journal.block ORDER BY number DESC LIMIT 1), '0'::xid8),"
          + " coalesce((SELECT last_position FROM journal.block ORDER BY number DESC LIMIT 1), 0))";

  private static Block block(ResultSet rows) throws SQLException {
    Head head =
        new Head(
            rows.getLong(1),
            new Cursor(rows.getLong(2), rows.getLong(3)),
            new Cursor(rows.getLong(4), rows.getLong(5)),
            rows.getInt(6),
            rows.getString(7),
            rows.getString(8),
            rows.getString(9),
            rows.getString(10),
            rows.getObject(11, OffsetDateTime.class).toInstant());
    return new Block(head, rows.getString(12));
  }
}
