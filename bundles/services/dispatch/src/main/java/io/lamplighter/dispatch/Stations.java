package io.lamplighter.dispatch;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which station does the work of a cell. */
final class Stations {
  private static final int AT_ONCE = 200;

  private Stations() {}

  /** Null when there is none. */
  static @Nullable String above(Organisation organisation, String cell, Instant at) {
    Optional<String> found =
        organisation.line(cell, at).stream()
            .filter(unit -> unit.level() == Level.STATION)
            .map(Unit::code)
            .findFirst();
    return found.orElse(null);
  }

  /** Null when nobody knows; who is away is asked again by {@link #find}. */
  static @Nullable String of(Tools tools, @Nullable String cell, Instant at) {
    try {
      return cell == null ? null : above(tools.organisation(), cell, at);
    } catch (Refusal.Unavailable away) {
      return null;
    }
  }

  /** Asks again for orders that have a cell and no station: nobody knew, or nobody was there. */
  static void find(Tools tools, Instant now) {
    List<String> cells = tools.work().read(t -> cells(t.connection()));
    for (String cell : cells) {
      String station = above(tools.organisation(), cell, now);
      if (station != null) {
        tools.work().run(t -> give(t.connection(), cell, station));
      }
    }
  }

  private static List<String> cells(Connection connection) throws SQLException {
    return new Sql(
            connection,
            "select distinct cell from dispatch.work_order"
                + " where station is null and cell is not null and ended_at is null limit ?")
        .with(AT_ONCE)
        .list(row -> row.text());
  }

  private static void give(Connection connection, String cell, String station) throws SQLException {
    new Sql(
            connection,
            "update dispatch.work_order set station = ?, version = version + 1"
                + " where station is null and cell = ? and ended_at is null")
        .with(station, cell)
        .run();
  }
}
