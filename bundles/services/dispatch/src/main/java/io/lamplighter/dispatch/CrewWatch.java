package io.lamplighter.dispatch;

import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is to be seen of crews in time.
 *
 * @param crews how many there are
 * @param idle how many have no shift ahead
 * @param ending crews whose roster ends soon
 * @param lapsing crews that have certificates which lapse soon, or have lapsed
 */
record CrewWatch(long crews, long idle, List<String> ending, List<String> lapsing) {
  static final CrewWatch NONE = new CrewWatch(0, 0, List.of(), List.of());
  static final Duration ROSTER = Duration.ofDays(7);
  static final int CERTIFICATE_DAYS = 30;
  private static final int MOST = 100;

  /**
   * @param today in the house's zone
   */
  static CrewWatch look(Connection connection, Instant now, LocalDate today) throws SQLException {
    Sql crews =
        new Sql(
            connection,
            "select count(*), count(*) filter (where not exists (select from dispatch.shift s"
                + " where s.crew = c.code and s.to_at > ?)) from dispatch.crew c"
                + " where removed_at is null");
    Sql ending =
        new Sql(
            connection,
            "select c.code from dispatch.crew c join dispatch.roster r on r.crew = c.code"
                + " where c.removed_at is null and not exists (select from dispatch.shift s"
                + " where s.crew = c.code and s.to_at > ?) order by c.code limit ?");
    Sql lapsing =
        new Sql(
            connection,
            "select distinct m.crew from dispatch.member m"
                + " join dispatch.certificate k on k.login = m.login"
                + " where k.valid_to < ?::date order by m.crew limit ?");
    List<Long> counts = crews.with(now).only(row -> List.of(row.number(), row.number()));
    return new CrewWatch(
        counts.get(0),
        counts.get(1),
        ending.with(now.plus(ROSTER), MOST).list(Row::text),
        lapsing.with(today.plusDays(CERTIFICATE_DAYS).toString(), MOST).list(Row::text));
  }
}
