package io.lamplighter.accountability;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Seals;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
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
    return new Sql(
            connection,
            "select file, xid, position, shows, block, head from accountability.evidence"
                + " where file = ? order by xid, position")
        .with(no)
        .list(
            row ->
                new Kept(
                    row.text(),
                    new Cursor(row.number(), row.number()),
                    row.text(),
                    row.maybeNumber(),
                    row.maybeText()));
  }

  void seal(Kept kept, Seals.Head head) throws SQLException {
    new Sql(
            connection,
            "update accountability.evidence set block = ?, head = ?"
                + " where file = ? and xid = ? and position = ?")
        .with(head.number(), head.hash(), kept.file())
        .with(kept.entry().xid(), kept.entry().position())
        .run();
  }
}
