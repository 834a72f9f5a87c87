package io.lamplighter.desk;

import io.lamplighter.api.desk.RequestFact.Step;
import io.lamplighter.api.desk.RequestFact.Under;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Requests and those that are merged under them. */
record FamilyTables(Connection connection) {
  /** The highest priority among some requests, 0 of none, and whether one is an emergency. */
  record Rank(int priority, boolean danger) {}

  Rank rankUnder(String requestNo) throws SQLException {
    return new Sql(
            connection,
            "select coalesce(max(priority), 0), coalesce(bool_or(kind = 'EMERGENCY'), false)"
                + " from desk.request where merged_into = ?")
        .with(requestNo)
        .only(row -> new Rank(row.count(), row.is()));
  }

  /** Nobody else moves these until the transaction ends; always locked in the same order. */
  void lock(Collection<String> requestNos) throws SQLException {
    new Sql(
            connection,
            "select from desk.request where request_no = any (?) order by request_no for update")
        .array(requestNos)
        .call();
  }

  /** Those merged under it at once, the oldest first. */
  List<String> children(String requestNo) throws SQLException {
    return numbers(
        "select request_no from desk.request where merged_into = ?"
            + " order by received_at, request_no",
        requestNo);
  }

  /** Those merged under it, under one of these, and so on. */
  List<String> descendants(String requestNo) throws SQLException {
    return numbers(
        """
        with recursive down as (
          select request_no from desk.request where merged_into = ?
          union
          select r.request_no from down join desk.request r on r.merged_into = down.request_no)
        select request_no from down order by request_no""",
        requestNo);
  }

  private List<String> numbers(String sql, String requestNo) throws SQLException {
    return new Sql(connection, sql).with(requestNo).list(Row::text);
  }

  /**
   * Those whose work is done under it, in the order of their numbers; one more than can be told.
   */
  List<Under> under(String root) throws SQLException {
    return new Sql(
            connection,
            "select request_no, channel from desk.request where root = ? order by request_no limit "
                + (Step.MOST_UNDER + 1))
        .with(root)
        .list(row -> new Under(row.text(), row.text()));
  }

  /** The work of those that was done under one request is done under another. */
  void goUnder(String before, String root) throws SQLException {
    new Sql(connection, "update desk.request set root = nullif(?, request_no) where root = ?")
        .with(root, before)
        .run();
  }

  /** The work of these is done under this one. */
  void goUnder(Collection<String> requestNos, String root) throws SQLException {
    new Sql(connection, "update desk.request set root = ? where request_no = any (?)")
        .with(root)
        .array(requestNos)
        .run();
  }
}
