package io.lamplighter.desk;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a move writes beside the request itself. */
final class MoveTables {
  /** A request under which the work of others may be done. */
  record Root(String requestNo, String region, RequestState state, boolean drill) {}

  private final Connection connection;

  MoveTables(Connection connection) {
    this.connection = connection;
  }

  Connection connection() {
    return connection;
  }

  /** One merge by hand at a time, so that two can never be merged into each other. */
  void lockMerging() throws SQLException {
    new Sql(connection, "select pg_advisory_xact_lock(hashtextextended('desk merge', 0))").call();
  }

  /** The request under which the work of one is done. */
  @Nullable Root root(String requestNo) throws SQLException {
    return new Sql(
            connection,
            """
            select r.request_no, r.region, r.state, r.drill
              from desk.request asked
              join desk.request r on r.request_no = coalesce(asked.root, asked.request_no)
             where asked.request_no = ?""")
        .with(requestNo)
        .first(row -> new Root(row.text(), row.text(), RequestState.valueOf(row.text()), row.is()));
  }

  /** A further time limit beside those that were promised; the same again is put off once more. */
  void extend(String requestNo, Promise extension) throws SQLException {
    new Sql(
            connection,
            """
            insert into desk.promise (request_no, rule, due_at, later)
            values (?, ?, ?::timestamptz, true)
            on conflict (request_no, rule) do update set now_due_at = excluded.due_at""")
        .with(requestNo, extension.rule(), PromiseTables.text(extension.dueAt()))
        .run();
  }

  /** Keeps who moved it, when, and the words that were said. */
  void keep(
      RequestEntity request,
      MoveTable.Row row,
      RequestState from,
      String actor,
      Instant at,
      Map<String, String> words)
      throws SQLException {
    new Sql(
            connection,
            """
            insert into desk.move (request_no, version, move, from_state, to_state, actor,
              moved_at, words)
            values (?, ?, ?, ?, ?, ?, ?::timestamptz, jsonb_object(?::text[], ?::text[]))""")
        .with(
            request.requestNo(),
            request.version(),
            row.move().wire(),
            from.name(),
            row.reachedFrom(from).name(),
            actor,
            at)
        .array(words.keySet())
        .array(words.values())
        .run();
  }
}
