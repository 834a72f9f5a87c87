package io.lamplighter.dispatch;

import io.lamplighter.api.organisation.Level;
import io.lamplighter.api.organisation.Unit;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * How long a capacity sheet takes in a region of 2,000 crews at 100 stations that have 20,000 jobs
 * in a week: {@code -Dtest=CapacityBench}.
 */
@NullUnmarked
class CapacityBench {
  private static final int STATIONS = 100;
  private static final int LOOKS = 60;

  @Test
  void aSheetOfALargeRegion() {
    CrewTown town = new CrewTown();
    town.run(
        "insert into dispatch.crew (code, name, station, region, lon, lat, changed_at)"
            + " select 'C' || i, 'C' || i, 'T' || (i % 100), '330602', 120.5 + i % 50 * 0.01,"
            + " 30 + i % 30 * 0.01, ? from generate_series(1, 2000) i",
        town.now);
    town.run(
        "insert into dispatch.member (login, crew) select crew || '-' || n, crew"
            + " from (select code as crew from dispatch.crew) c, generate_series(1, 3) n");
    town.run(
        "insert into dispatch.certificate (login, skill) select login, 'repair' from dispatch.member");
    town.run(
        "insert into dispatch.shift (crew, from_at, to_at) select code, d, d + interval '9 hours'"
            + " from dispatch.crew, generate_series(?::timestamptz, ?::timestamptz,"
            + " interval '1 day') d",
        "2026-10-01T00:00:00Z",
        "2027-10-01T00:00:00Z");
    town.run(
        "insert into dispatch.work_order (no, request_no, kind, region, station, priority, minutes,"
            + " people, skills, state, crew, start_at, lon, lat, opened_at, stepped_at)"
            + " select 'W' || i, 'R' || i, 'repair', '330602', 'T' || (i % 100), 5, 50, 2,"
            + " '{repair}', 'BOOKED', 'C' || (1 + i % 2000),"
            + " ?::timestamptz + i / 2000 % 7 * interval '1 day' + i / 14000 * interval '2 hours',"
            + " 120.5 + i % 50 * 0.01, 30 + i % 30 * 0.01, ?, ? from generate_series(0, 19999) i",
        "2026-11-22T01:00:00Z", town.now, town.now);
    town.run("analyze");
    Capacity capacity = town.capacity().capacity();
    LocalDate today = LocalDate.parse("2026-11-22");
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < LOOKS; i++) {
      Unit station =
          new Unit("T" + i % STATIONS, "", Level.STATION, null, "330602", null, today, null);
      long begin = System.nanoTime();
      Capacity.Look look = capacity.look(Caller.system("bench"), station, today);
      millis.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
      if (look.sheet().crews().size() != 20) {
        throw new AssertionError(look.sheet().crews().size() + " crews");
      }
    }
    long[] sorted = millis.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.println(
        "sheet: first "
            + millis.get(0)
            + " ms, median "
            + sorted[LOOKS / 2]
            + " ms, p95 "
            + sorted[LOOKS * 95 / 100]
            + " ms of "
            + Arrays.stream(sorted).sum()
            + " ms");
    long begin = System.nanoTime();
    ShortageWatch.Totals totals = new ShortageWatch(town.desk, capacity).look();
    System.out.println(
        "all stations: "
            + Duration.ofNanos(System.nanoTime() - begin).toMillis()
            + " ms, "
            + totals);
  }
}
