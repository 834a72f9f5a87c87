package io.lamplighter.desk;

import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.organisation.Place;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Open requests of which nobody knows yet which cell answers for them. */
record UnplacedTable(Connection connection) {
  /** One, and what is known of where it is. */
  record Unplaced(String requestNo, Place place) {}

  private static final String THESE =
      """
      select request_no, transformer,
             coalesce((select nullif(value, '') from desk.find f
                        where f.request_no = r.request_no and slot = 'address'
                          and (key is not null or r.address is null)), address),
             lon, lat, region
        from desk.request r
       where request_no = any (?::text[]) and cell is null and state = any (?::text[])
       order by request_no""";

  List<Unplaced> of(Collection<String> requestNos) throws SQLException {
    return these(THESE, requestNos);
  }

  /** As {@link #of}, the rows locked: nobody gives them a cell or moves them meanwhile. */
  List<String> hold(Collection<String> requestNos) throws SQLException {
    return these(THESE + " for update", requestNos).stream().map(Unplaced::requestNo).toList();
  }

  private List<Unplaced> these(String sql, Collection<String> requestNos) throws SQLException {
    return new Sql(connection, sql)
        .array(requestNos)
        .array(MoveTable.OPEN, RequestState::name)
        .list(UnplacedTable::unplaced);
  }

  private static Unplaced unplaced(Row row) throws SQLException {
    return new Unplaced(
        row.text(),
        new Place(null, row.maybeText(), null, row.maybeText(), row.maybeLocation(), row.text()));
  }
}
