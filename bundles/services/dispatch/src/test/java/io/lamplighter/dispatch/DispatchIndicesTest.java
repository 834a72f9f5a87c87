package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.indices.Index;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.store.PaperCases;
import io.lamplighter.store.Recount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What the indices of crews and promises come to is a full recount by SQL. */
@NullUnmarked
class DispatchIndicesTest {
  private static final long SEED = 20261130;
  private static final Instant FROM = Instant.parse("2026-10-28T00:00:00Z");

  private static final String CAPACITY =
      """
      select null::text, ((data ->> 'from')::timestamptz at time zone 'Asia/Shanghai')::date::text,
             region, data ->> 'station', count(*), 0,
             sum((data ->> 'wayMinutes')::numeric + (data ->> 'workMinutes')::numeric),
             sum((data ->> 'minutes')::numeric)
        from raw where type = 'crew.shift-ended' group by 2, 3, 4""";

  /**
   * From a departure to the next of the order: the first arrival's last repetition, the first end.
   */
  private static final String TRAVEL =
      """
      with step as (
        select id, data ->> 'workOrder' wo, type, (data ->> 'at')::timestamptz at, region,
               coalesce(data ->> 'cell', data ->> 'station') cell, data ->> 'workKind' kind,
               count(*) filter (where type = 'work-order.departed')
                 over (partition by data ->> 'workOrder' order by id) visit
          from raw where type like 'work-order.%'),
      visit as (
        select wo, visit, min(at) filter (where type = 'work-order.departed') departed,
               min(at) filter (where type = 'work-order.arrived') arrived,
               min(id) filter (where type = 'work-order.arrived') arrival,
               min(id) filter (where type in ('work-order.finished', 'work-order.failed',
                 'work-order.released')) closing
          from step where visit > 0 group by 1, 2),
      judged as (
        select v.*, s.type, s.at ended, s.region, s.cell, s.kind
          from visit v join step s on s.wo = v.wo
           and s.id = case when closing > arrival then closing else arrival end
         where arrived is not null and (closing is null or closing > arrival))
      select kind, (departed at time zone 'Asia/Shanghai')::date::text, region, cell,
             count(*) filter (where type <> 'work-order.arrived'),
             count(*) filter (where type = 'work-order.arrived'),
             coalesce(sum(extract(epoch from arrived - departed) / 60)
               filter (where type <> 'work-order.arrived'), 0),
             coalesce(sum(extract(epoch from ended - departed) / 60)
               filter (where type <> 'work-order.arrived'), 0)
        from judged where type <> 'work-order.released' group by 1, 2, 3, 4""";

  private static final String MOVED =
      """
      with promise as (
        select id, data ->> 'workOrder' wo, data ->> 'appointment' no, data ->> 'mode' as mode, at, region,
               lead(type || ' ' || coalesce(data ->> 'because', ''))
                 over (partition by data ->> 'workOrder' order by id) afterwards, type
          from raw where type like 'appointment.%')
      select mode, (at at time zone 'Asia/Shanghai')::date::text, region,
             (select coalesce(w.data ->> 'cell', w.data ->> 'station') from raw w
               where w.type in ('work-order.opened', 'work-order.assigned')
                 and w.data ->> 'workOrder' = wo and w.id < promise.id order by w.id desc limit 1),
             count(*), 0,
             count(*) filter (where afterwards is not null
               and split_part(afterwards, ' ', 2) not in ('customer', 'request')),
             count(*)
        from promise where type <> 'appointment.cancelled' group by 1, 2, 3, 4""";

  private record Written(String type, String subject, Instant at, Map<String, Object> data) {}

  private final Random random = new Random(SEED);
  private final List<Written> written = new ArrayList<>();

  private boolean often(double share) {
    return random.nextDouble() < share;
  }

  private Instant later(Instant at, int seconds) {
    return at.plusMillis(1 + random.nextInt(seconds * 1_000));
  }

  private void write(String type, String subject, Instant at, Map<String, Object> data) {
    written.add(new Written(type, subject, at, Map.copyOf(data)));
  }

  /** In the order of their times, as a journal is. */
  private List<Entry> journal() {
    List<Entry> entries = new ArrayList<>();
    written.stream()
        .sorted(Comparator.comparing(Written::at))
        .forEach(
            one ->
                entries.add(
                    new Entry(
                        new Cursor(1, entries.size() + 1),
                        one.type(),
                        one.subject(),
                        "330602",
                        "x",
                        "x",
                        one.at(),
                        one.data())));
    return entries;
  }

  private void same(Index index, String recount) throws SQLException {
    List<Entry> entries = journal();
    PaperCases cases = PaperCases.of(index, entries);
    assertEquals(Recount.of(entries, recount), cases.sums(), index.code() + " by seed " + SEED);
    assertTrue(cases.sums().size() > 10, "too little to compare: " + cases.sums());
    cases.read(index, entries);
    assertEquals(Recount.of(entries, recount), cases.sums(), index.code() + " read again");
  }

  private Map<String, Object> order(int i) {
    Map<String, Object> data = new HashMap<>();
    data.put("workOrder", "W" + i);
    data.put("requestNo", "R" + i);
    data.put("workKind", i % 3 == 0 ? "meter" : "repair");
    data.put("state", "booked");
    data.put("version", 1);
    if (i % 5 != 0) {
      data.put("cell", "G" + i % 4);
    }
    data.put("station", "S" + i % 2);
    if (i % 29 == 0) {
      data.put("drill", true);
    }
    return data;
  }

  @Test
  void theWayIsCountedByVisit() throws SQLException {
    for (int i = 0; i < 300; i++) {
      Instant at = later(FROM, 7 * 86_400);
      int visits = 1 + random.nextInt(2);
      for (int visit = 0; visit < visits; visit++) {
        at = step(i, "departed", at, 3_600);
        if (often(0.9)) {
          at = step(i, "arrived", at, 3_000);
        }
        if (visit < visits - 1 || often(0.9)) {
          at = step(i, often(0.7) ? "finished" : often(0.7) ? "failed" : "released", at, 7_200);
        }
      }
    }
    same(new TravelShare(), TRAVEL);
  }

  private Instant step(int i, String step, Instant from, int seconds) {
    // Whole seconds: phones tell no finer.
    Instant at = Instant.ofEpochSecond(later(from, seconds).getEpochSecond() + 1);
    Map<String, Object> data = order(i);
    data.put("at", at.toString());
    data.put("reason", "other");
    data.put("files", 0);
    data.put("why", "moved");
    write("work-order." + step, "W" + i, at, data);
    return at;
  }

  @Test
  void whoMovedAPromiseIsTold() throws SQLException {
    List<String> reasons =
        List.of("customer", "displaced", "absence", "missed", "planned", "by-hand");
    for (int i = 0; i < 300; i++) {
      Instant at = later(FROM, 7 * 86_400);
      Map<String, Object> opened = order(i);
      opened.remove("cell");
      write("work-order.opened", "W" + i, at, opened);
      if (often(0.8)) {
        at = later(at, 600);
        Map<String, Object> assigned = order(i);
        assigned.put("start", at.toString());
        assigned.put("why", "booked");
        write("work-order.assigned", "W" + i, at, assigned);
      }
      int times = 1 + random.nextInt(4);
      for (int time = 0; time < times; time++) {
        at = later(at, 86_400);
        promise(i, time, time == 0 ? "made" : "changed", reasons.get(random.nextInt(6)), at);
      }
      if (often(0.3)) {
        at = later(at, 86_400);
        promise(i, times - 1, "cancelled", often(0.5) ? "request" : "absence", at);
      }
    }
    same(new PromisesMoved(), MOVED);
  }

  private void promise(int i, int time, String what, String because, Instant at) {
    Map<String, Object> data = order(i);
    data.put("appointment", "A" + i + "." + time);
    data.put("mode", i % 2 == 0 ? "slot" : "day");
    data.put("from", at.toString());
    data.put("to", at.toString());
    data.put("wasFrom", at.toString());
    data.put("wasTo", at.toString());
    if (!what.equals("made")) {
      data.put("because", because);
    }
    write("appointment." + what, "R" + i, at, data);
  }

  @Test
  void whatWasUsedOfShiftsIsAddedUp() throws SQLException {
    for (int i = 0; i < 200; i++) {
      Instant from = FROM.plusSeconds(43_200L * (i / 10));
      Map<String, Object> data = new HashMap<>();
      data.put("crew", "C" + i % 10);
      data.put("station", "S" + i % 3);
      data.put("from", from.toString());
      data.put("to", from.plusSeconds(28_800).toString());
      data.put("minutes", 420);
      data.put("wayMinutes", random.nextInt(120));
      data.put("workMinutes", random.nextInt(400));
      data.put("visits", random.nextInt(6));
      write("crew.shift-ended", "C" + i % 10, later(from.plusSeconds(43_200), 300), data);
    }
    same(new CapacityUsed(), CAPACITY);
  }
}
