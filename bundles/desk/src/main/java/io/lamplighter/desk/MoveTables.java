package io.lamplighter.desk;

import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.store.Parameters;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a move writes beside the request itself. */
final class MoveTables {
  private static final int MAX_CHAIN = 64;

  /** The request at the end of a chain of merged ones. */
  record Root(String requestNo, String region, RequestState state, boolean drill) {}

  private final Connection connection;

  MoveTables(Connection connection) {
    this.connection = connection;
  }

  /** One merge by hand at a time, so that two can never be merged into each other. */
  void lockMerging() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(hashtextextended('desk merge', 0))");
    }
  }

  @Nullable Root root(String requestNo) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            with recursive up as (
              select request_no, merged_into, region, state, drill, 0 as depth
                from desk.request where request_no = ?
              union all
              select r.request_no, r.merged_into, r.region, r.state, r.drill, depth + 1
                from up join desk.request r on r.request_no = up.merged_into
               where depth < ?)
            select request_no, region, state, drill from up order by depth desc limit 1""")) {
      statement.setString(1, requestNo);
      statement.setInt(2, MAX_CHAIN);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Root(
                row.getString(1),
                row.getString(2),
                RequestState.valueOf(row.getString(3)),
                row.getBoolean(4))
            : null;
      }
    }
  }

  void touch(String requestNo, long version) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update desk.request set version = ? where request_no = ?")) {
      statement.setLong(1, version);
      statement.setString(2, requestNo);
      statement.executeUpdate();
    }
  }

  void promise(String requestNo, List<Promise> promises) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into desk.promise (request_no, rule, due_at)
            select ?, * from unnest(?::text[], ?::timestamptz[])
            on conflict do nothing""")) {
      Parameters parameters = new Parameters(statement);
      parameters.text(requestNo);
      parameters.array(promises, Promise::rule);
      parameters.array(promises, promise -> promise.dueAt().toString());
      statement.executeUpdate();
    }
  }

  /** A further time limit beside those that were promised; the same again is put off once more. */
  void extend(String requestNo, Promise extension) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into desk.promise (request_no, rule, due_at) values (?, ?, ?::timestamptz)
            on conflict (request_no, rule) do update set due_at = excluded.due_at""")) {
      Parameters parameters = new Parameters(statement);
      parameters.text(requestNo);
      parameters.text(extension.rule());
      parameters.text(extension.dueAt().toString());
      statement.executeUpdate();
    }
  }

  /** Keeps who moved it, when, and the words that were said. */
  void keep(
      String requestNo,
      long version,
      MoveTable.Row row,
      RequestState from,
      String actor,
      Instant at,
      Map<String, String> words)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into desk.move (request_no, version, move, from_state, to_state, actor,
              moved_at, words)
            values (?, ?, ?, ?, ?, ?, ?::timestamptz, jsonb_object(?::text[], ?::text[]))""")) {
      Parameters parameters = new Parameters(statement);
      parameters.text(requestNo);
      parameters.number(version);
      parameters.text(row.move().wire());
      parameters.text(from.name());
      parameters.text(row.reachedFrom(from).name());
      parameters.text(actor);
      parameters.text(at.toString());
      parameters.array(words.keySet(), Function.identity());
      parameters.array(words.values(), Function.identity());
      statement.executeUpdate();
    }
  }
}
