package io.lamplighter.systems;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The records that are outages: their data has {@code state}, {@code from}, {@code to} and perhaps
 * the {@code transformers} that are without power. Without those all are that hang on the subject.
 */
final class OutageTable {
  private static final String AROUND =
      """
      select id from systems.record
       where system = ? and kind = ?
         and (data -> 'transformers' @> to_jsonb(?::text)
           or coalesce(data -> 'transformers', '[]') = '[]' and subject = any (?))
         and (data ->> 'state' = 'begun'
           or data ->> 'state' in ('approved', 'changed')
             and ?::timestamptz between (data ->> 'from')::timestamptz
               and (data ->> 'to')::timestamptz)
       order by (data ->> 'from')::timestamptz desc limit 1""";

  private final Connection connection;

  OutageTable(Connection connection) {
    this.connection = connection;
  }

  /** The number of the outage around a transformer and what feeds it. */
  Optional<String> around(String system, String kind, List<String> path, Instant at)
      throws SQLException {
    return Optional.ofNullable(
        new Sql(connection, AROUND)
            .with(system, kind, path.get(0))
            .array(path)
            .with(at)
            .first(Row::text));
  }
}
