package io.lamplighter.organisation;

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What is open, and in which cell. */
final class OpenRequests {
  private final Connection connection;

  OpenRequests(Connection connection) {
    this.connection = connection;
  }

  /**
   * One that is open.
   *
   * @param cell in which it is, null in none
   */
  record Open(
      String no,
      @Nullable String cell,
      String region,
      @Nullable String transformer,
      Instant since) {
    /** The same, open since then. */
    Open since(Instant first) {
      return new Open(no, cell, region, transformer, first);
    }
  }

  /** They are; none may be among them twice. */
  void put(Collection<Open> all) throws SQLException {
    if (!all.isEmpty()) {
      new Sql(
              connection,
              "insert into organisation.open_request (request_no, cell, region, transformer, since)"
                  + " select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])"
                  + " on conflict (request_no) do update set"
                  + " cell = excluded.cell, region = excluded.region,"
                  + " transformer = excluded.transformer"
                  + " where (open_request.cell, open_request.region, open_request.transformer)"
                  + " is distinct from (excluded.cell, excluded.region, excluded.transformer)")
          .array(all, Open::no)
          .array(all, Open::cell)
          .array(all, Open::region)
          .array(all, Open::transformer)
          .array(all, one -> one.since().toString())
          .run();
    }
  }

  /** They are over, or their work is done under another one. */
  void remove(Collection<String> requestNos) throws SQLException {
    if (!requestNos.isEmpty()) {
      new Sql(connection, "delete from organisation.open_request where request_no = any (?)")
          .array(requestNos)
          .run();
    }
  }

  /** Its region, null when it is not open. */
  @Nullable String region(String requestNo) throws SQLException {
    return new Sql(connection, "select region from organisation.open_request where request_no = ?")
        .with(requestNo)
        .first(row -> row.text());
  }
}
