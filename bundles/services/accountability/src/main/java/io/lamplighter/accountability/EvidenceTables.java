package io.lamplighter.accountability;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What files point to, as rows. */
record EvidenceTables(Connection connection) {
  /**
   * An entry that a file points to.
   *
   * @param block in which it is sealed; null before
   * @param head that block's
   */
  record Kept(
      String file, Cursor entry, String shows, @Nullable Long block, @Nullable String head) {}

  private static final Rows<Kept> ROWS =
      Rows.<Kept>of("accountability.evidence")
          .fixed("file", "text", Kept::file)
          .fixed("xid", "bigint", kept -> kept.entry().xid())
          .fixed("position", "bigint", kept -> kept.entry().position())
          .fixed("shows", "text", Kept::shows);

  void add(String no, List<Chain.Shown> shown) throws SQLException {
    ROWS.addMissing(
        connection,
        shown.stream().map(one -> new Kept(no, one.entry(), one.shows(), null, null)).toList());
  }

  /** In the journal's order. */
  List<Kept> of(String no) throws SQLException {
    return kept("file = any (?)", List.of(no));
  }

  /** Those of some files of which no block is known yet. */
  List<Kept> unsealed(List<String> files) throws SQLException {
    return kept("file = any (?) and block is null", files);
  }

  private List<Kept> kept(String where, List<String> files) throws SQLException {
    return new Sql(
            connection,
            "select file, xid, position, shows, block, head from accountability.evidence where "
                + where
                + " order by xid, position")
        .array(files)
        .list(
            row ->
                new Kept(
                    row.text(),
                    new Cursor(row.number(), row.number()),
                    row.text(),
                    row.maybeNumber(),
                    row.maybeText()));
  }

  void seal(Map<Kept, Seals.Head> found) throws SQLException {
    Set<Map.Entry<Kept, Seals.Head>> all = found.entrySet();
    new Sql(
            connection,
            "update accountability.evidence e set block = s.block, head = s.head"
                + " from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[])"
                + " as s (file, xid, position, block, head)"
                + " where e.file = s.file and e.xid = s.xid and e.position = s.position")
        .array(all, one -> one.getKey().file())
        .array(all, one -> Long.toString(one.getKey().entry().xid()))
        .array(all, one -> Long.toString(one.getKey().entry().position()))
        .array(all, one -> Long.toString(one.getValue().number()))
        .array(all, one -> one.getValue().hash())
        .run();
  }
}
