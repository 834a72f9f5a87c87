package io.lamplighter.dispatch;

import io.lamplighter.api.dispatch.WorkState;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which work orders a list is asked for.
 *
 * @param region prefix
 * @param after number of the last one of the page before
 */
record WorkFilter(
    String region,
    @Nullable String requestNo,
    @Nullable String station,
    @Nullable String crew,
    @Nullable WorkState state,
    @Nullable Boolean open,
    @Nullable String after) {

  /** Newest numbers first, one more than asked for when there are more. */
  List<WorkOrder> list(Connection connection, int limit) throws SQLException {
    return new Sql(
            connection,
            WorkTables.SELECT
                + """
                where region like ? || '%'
                  and (?::text is null or request_no = ?)
                  and (?::text is null or station = ?)
                  and (?::text is null or crew = ?)
                  and (?::text is null or state = ?)
                  and (?::boolean is null or (ended_at is null) = ?::boolean)
                  and (?::text is null or no < ? collate "C")
                order by no desc limit ?""")
        .with(region, requestNo, requestNo, station, station)
        .with(crew, crew, name(state), name(state))
        .with(text(open), text(open), after, after, limit + 1)
        .list(WorkTables::order);
  }

  private static @Nullable String name(@Nullable WorkState state) {
    return state == null ? null : state.name();
  }

  private static @Nullable String text(@Nullable Boolean is) {
    return is == null ? null : is.toString();
  }
}
