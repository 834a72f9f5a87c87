package ${package};

import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;

/** How often what happened, for each day and region. */
final class Figures {
  private final Connection connection;

  Figures(Connection connection) {
    this.connection = connection;
  }

  void count(LocalDate day, String region, String type) throws SQLException {
    new Sql(
            connection,
            "insert into ${schema}.figure (day, region, type, count) values (?::date, ?, ?, 1)"
                + " on conflict (day, region, type) do update set count = figure.count + 1")
        .with(day.toString(), region, type)
        .run();
  }
}
