package io.lamplighter.accountability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Role;
import io.lamplighter.store.PaperCases;
import io.lamplighter.store.Recount;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** How many files there are of each thousand orders is a full recount by SQL. */
@NullUnmarked
class NegativeListTest {
  private static final long SEED = 4711;
  private static final Instant FROM = Instant.parse("2026-10-28T00:00:00Z");

  private static final String RECOUNT =
      """
      with request as (
        select data ->> 'requestNo' no, min((data ->> 'receivedAt')::timestamptz) at,
               min(region) region, (array_agg(data ->> 'cell' order by id desc))[1] cell
          from raw where type in ('request.received', 'request.located') group by 1),
      file as (
        select data ->> 'file' no, min((data ->> 'at')::timestamptz) at, min(region) region,
               min(data ->> 'cell') cell, bool_or(type = 'accountability-file.annulled') annulled
          from raw where type like 'accountability-file.%' group by 1),
      one as (
        select at, region, cell, 1 orders, 0 files from request union all
        select at, region, cell, 0, 1 from file where not annulled)
      select null::text, (at at time zone 'Asia/Shanghai')::date::text, region, cell, sum(orders), 0,
             sum(files), sum(orders)
        from one group by 2, 3, 4""";

  private final Random random = new Random(SEED);
  private final List<Entry> entries = new ArrayList<>();

  private void entry(String type, String subject, Instant time, Map<String, ?> data) {
    Cursor cursor = new Cursor(1, entries.size() + 1);
    entries.add(new Entry(cursor, type, subject, "330602", "x", "x", time, Map.copyOf(data)));
  }

  private void request(String no, boolean drill) {
    Instant received = FROM.plusSeconds(random.nextInt(7 * 86_400));
    Map<String, Object> data = new HashMap<>();
    data.put("requestNo", no);
    data.put("kind", "complaint");
    data.put("channel", "web");
    data.put("region", "330602");
    data.put("receivedAt", received.toString());
    if (drill) {
      data.put("drill", true);
    }
    entry("request.received", no, received.plusSeconds(1), data);
    if (random.nextInt(4) > 0) {
      data.put("cell", "G" + random.nextInt(3));
      entry("request.located", no, received.plusSeconds(2), data);
    }
  }

  private void file(String no) {
    Instant at = FROM.plusSeconds(random.nextInt(7 * 86_400));
    Map<String, Object> data = new HashMap<>();
    data.put("file", no);
    data.put("on", "R1");
    data.put("cause", "complaint.answer");
    data.put("event", "late");
    data.put("cell", "G" + random.nextInt(3));
    data.put("state", "opened");
    data.put("version", 1);
    data.put("digest", "x");
    data.put("at", at.toString());
    data.put("entry", "1-1");
    entry("accountability-file.opened", no, at.plusSeconds(86_400), data);
    entry("accountability-file.judged", no, at.plusSeconds(90_000), data);
    if (random.nextInt(4) == 0) {
      entry("accountability-file.annulled", no, at.plusSeconds(100_000), data);
    }
  }

  @Test
  void filesAndOrdersAreCountedApart() throws SQLException {
    for (int i = 0; i < 400; i++) {
      request("R" + i, i % 31 == 0);
    }
    for (int i = 0; i < 40; i++) {
      file("F" + i);
    }
    NegativeList index = new NegativeList();
    PaperCases cases = PaperCases.of(index, entries);
    assertEquals(Recount.of(entries, RECOUNT), cases.sums(), "by seed " + SEED);
    assertTrue(cases.sums().size() > 20, "too little to compare: " + cases.sums());
    cases.read(index, entries);
    assertEquals(Recount.of(entries, RECOUNT), cases.sums(), "read again");
  }

  @Test
  void whoseFilesTheyAreOnlyWhoMaySeeThemSees() {
    assertFalse(new NegativeList().readers().contains(Role.AGENT));
    assertFalse(new NegativeList().readers().contains(Role.DISPATCHER));
    assertTrue(new NegativeList().readers().contains(Role.ASSESSOR));
  }
}
