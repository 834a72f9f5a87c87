package io.lamplighter.journal;

import io.lamplighter.api.journal.Cursor;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Streams entries as they are stored, in PostgreSQL's binary COPY format. There every column is its
 * length (4 bytes, big-endian) and its bytes, which is the canonical form that is sealed: the
 * content hash is SHA-256 over type, subject, region, actor, source, time (8 bytes, microseconds
 * since 2000-01-01 UTC) and data in that form. The row's proof, which is no part of it, comes last.
 * Nothing is decoded, nothing is kept.
 */
final class RowStream implements AutoCloseable {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int HEADER = SIGNATURE.length + 8;

  /** Two bytes of column count, then xid and position with their lengths. */
  private static final int CONTENT = 2 + 2 * (Integer.BYTES + Long.BYTES);

  /** Columns of the content; none of them is ever null. */
  private static final int COLUMNS = 7;

  private final CopyOut copy;
  private final MessageDigest sha = Sha256.digest();
  private final byte[] content = new byte[Sha256.BYTES];
  private long xid;
  private long position;
  private byte @Nullable [] mac;
  private boolean ended;

  private RowStream(CopyOut copy) {
    this.copy = copy;
  }

  /** The entries below the horizon after {@code after}. */
  static RowStream sealable(Connection connection, Cursor after, int limit) throws SQLException {
    return open(connection, after(after) + " AND xid < " + EntryTable.HORIZON, " LIMIT " + limit);
  }

  /** All entries after {@code after} that will be sealed next. */
  static RowStream unsealed(Connection connection, Cursor after) throws SQLException {
    return open(connection, after(after) + " AND xid < " + EntryTable.HORIZON, "");
  }

  /** The entries after {@code after} (null: also any before the first) up to {@code last}. */
  static RowStream between(Connection connection, @Nullable Cursor after, Cursor last)
      throws SQLException {
    String from = after == null ? "" : after(after) + " AND ";
    return open(connection, from + "(xid, position) <= " + row(last), "");
  }

  private static RowStream open(Connection connection, String where, String limit)
      throws SQLException {
    String sql =
        "COPY (SELECT xid, position, type, subject, region, actor, source, time, data, mac"
            + " FROM journal.entry WHERE "
            + where
            + " ORDER BY xid, position"
            + limit
            + ") TO STDOUT (FORMAT binary)";
    return new RowStream(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql));
  }

  private static String after(Cursor cursor) {
    return "(xid, position) > " + row(cursor);
  }

  private static String row(Cursor cursor) {
    return "('" + cursor.xid() + "'::xid8, " + cursor.position() + ")";
  }

  boolean next() throws SQLException {
    while (!ended) {
      byte[] message = copy.readFromCopy();
      if (message == null) {
        ended = true;
        return false;
      }
      int start = startsWithHeader(message) ? HEADER : 0;
      if (message.length - start > 2) {
        row(message, start);
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithHeader(byte[] message) {
    return message.length >= HEADER
        && Arrays.equals(message, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  private void row(byte[] message, int start) throws SQLException {
    ByteBuffer row = ByteBuffer.wrap(message);
    xid = row.getLong(start + 2 + Integer.BYTES);
    position = row.getLong(start + 2 + Integer.BYTES + Long.BYTES + Integer.BYTES);
    int end = start + CONTENT;
    for (int i = 0; i < COLUMNS; i++) {
      end += Integer.BYTES + row.getInt(end);
    }
    sha.update(message, start + CONTENT, end - start - CONTENT);
    int length = row.getInt(end);
    mac =
        length < 0
            ? null
            : Arrays.copyOfRange(message, end + Integer.BYTES, end + Integer.BYTES + length);
    try {
      sha.digest(content, 0, content.length);
    } catch (java.security.DigestException e) {
      throw new IllegalStateException(e);
    }
  }

  long xid() {
    return xid;
  }

  long position() {
    return position;
  }

  Cursor cursor() {
    return new Cursor(xid, position);
  }

  int compareTo(Cursor cursor) {
    int byTransaction = Long.compare(xid, cursor.xid());
    return byTransaction != 0 ? byTransaction : Long.compare(position, cursor.position());
  }

  /** The content hash of this row; the next one overwrites it. */
  byte[] content() {
    return content;
  }

  /** Whether a node of the house wrote this row. */
  boolean writtenBy(HouseKey house) {
    return house.wrote(cursor(), content, mac);
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
