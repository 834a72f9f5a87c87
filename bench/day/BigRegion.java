import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long the board of one station takes to open in a region of 2,000 crews with 20,000 jobs of one
 * day, put straight into the tables.
 */
final class BigRegion {
  private static final int STATIONS = 40;
  private static final int CREWS = 2_000;
  private static final int JOBS = 20_000;
  private static final int LOOKS = 20;
  private static final String REGION = "330699";

  private final Connection database;
  private final Times times;
  private final Api supervisor;

  BigRegion(Connection database, Times times, Api supervisor) {
    this.database = database;
    this.times = times;
    this.supervisor = supervisor;
  }

  /** Its stations, as further lines of a file of units. */
  static String units() {
    StringBuilder csv = new StringBuilder(REGION + ",大区供电分公司,county,3306," + REGION + ",\n");
    for (int i = 0; i < STATIONS; i++) {
      csv.append(String.format("%s-S%d,大区%d所,station,%s,%s,%n", REGION, i, i, REGION, REGION));
    }
    return csv.toString();
  }

  String measure() throws SQLException, IOException, InterruptedException {
    LocalDate day = times.day().plusDays(7);
    load(day);
    double[] millis = new double[LOOKS];
    int crews = 0;
    int stops = 0;
    for (int i = 0; i < LOOKS; i++) {
      String path = "/api/v1/plans?station=" + REGION + "-S" + i + "&day=" + day;
      Api.Answer board = supervisor.good("GET", path, null);
      millis[i] = board.millis();
      crews = board.body().path("crews").size();
      stops = board.body().path("crews").path(0).path("stops").size();
    }
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT,
        "board of one of %d stations, %d crews and %d jobs in the region (%d crews on it, %d stops"
            + " of the first): %.0f ms in the middle, %.0f ms at most, of %d",
        STATIONS,
        CREWS,
        JOBS,
        crews,
        stops,
        millis[LOOKS / 2],
        millis[LOOKS - 1],
        LOOKS);
  }

  private void load(LocalDate day) throws SQLException {
    String from = "'" + day + " 08:00+08'::timestamptz";
    try (Statement sql = database.createStatement()) {
      sql.execute(
          "insert into dispatch.crew (code, name, station, region, lon, lat, changed_at) select"
              + " 'BIG-' || i, '大区' || i || '班', '" + REGION + "-S' || i % " + STATIONS + ", '"
              + REGION + "', 120 + random(), 29.5 + random(), now() from generate_series(0, "
              + (CREWS - 1) + ") i");
      sql.execute(
          "insert into dispatch.member (login, crew) select 'big-' || i || '-' || m, 'BIG-' || i"
              + " from generate_series(0, " + (CREWS - 1) + ") i, generate_series(1, 2) m");
      sql.execute(
          "insert into dispatch.certificate (login, skill) select login, s from dispatch.member,"
              + " unnest(array['repair', 'survey', 'meter']) s where crew like 'BIG-%'");
      sql.execute(
          "insert into dispatch.shift (crew, from_at, to_at, rest_from, rest_to) select code, "
              + from + ", " + from + " + interval '10 h', " + from + " + interval '4 h', " + from
              + " + interval '5 h' from dispatch.crew where code like 'BIG-%'");
      // Half a day's jobs have a crew, the rest waits.
      sql.execute(
          "insert into dispatch.work_order (no, request_no, kind, region, station, priority, lon, lat,"
              + " minutes, people, skills, state, crew, start_at, shift_day, opened_at, stepped_at) select 'BIG-'"
              + " || i, 'BIG-' || i, 'one-post', '" + REGION + "', '" + REGION + "-S' || i % "
              + STATIONS + ", 3, 120 + random(), 29.5 + random(), 30, 1, array['survey', 'meter'],"
              + " case when i < " + JOBS / 2 + " then 'BOOKED' else 'OPEN' end, case when i < "
              + JOBS / 2 + " then 'BIG-' || i % " + CREWS + " end, case when i < " + JOBS / 2
              + " then " + from + " + (i / " + CREWS + ") * interval '70 min' end, case when i < " + JOBS / 2 + " then date '"
              + day + "' end, now(), now() from"
              + " generate_series(0, " + (JOBS - 1) + ") i");
      sql.execute("analyze");
    }
  }
}
