package io.lamplighter.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.kit.sql.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A batch does what its entries do one by one, however the journal is cut. */
@NullUnmarked
class BatchTest {
  private static final int ENTRIES = 400;
  private static final List<String> PEOPLE = List.of("anna", "bo", "chen");
  private static final List<String> CELLS = List.of("G1", "G2", "");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void aBatchDoesWhatItsEntriesDoOneByOne() {
    System.out.println("BatchTest -Dseed=" + seed);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      entries.add(entry(i));
    }
    List<String> oneByOne = read(entries, 1);
    assertFalse(oneByOne.isEmpty());
    assertEquals(oneByOne, read(entries, 1 + random.nextInt(40)));
    assertEquals(oneByOne, read(entries, ENTRIES));
  }

  private Entry entry(int i) {
    String no = "R" + random.nextInt(20);
    Map<String, Object> data = new HashMap<>();
    data.put("requestNo", no);
    data.put("kind", "fault-repair");
    data.put("channel", "web");
    data.put("region", "330602");
    data.put("priority", 5L);
    data.put("root", no);
    data.put("version", 1L);
    data.put("from", "received");
    String cell = one(CELLS);
    if (!cell.isEmpty()) {
      data.put("cell", cell);
    }
    String[] step =
        one(List.of(
                "received received",
                "triaged triaged",
                "dispatched dispatched",
                "arrived on-site",
                "closed closed",
                "cancelled cancelled",
                "reopened triaged"))
            .split(" ", -1);
    data.put("to", step[1]);
    if (random.nextInt(4) > 0) {
      data.put("holder", one(PEOPLE));
    }
    return new Entry(
        new Cursor(1, i + 1),
        "request." + step[0],
        no,
        "330602",
        "desk",
        "/desk",
        Instant.parse("2026-11-22T04:00:00Z").plusSeconds(i),
        data);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** What the tables hold when the entries were read so many at once. */
  private static List<String> read(List<Entry> entries, int atOnce) {
    Town town = new Town();
    Follower follower = new Follower(town.work, town.handovers);
    for (int from = 0; from < entries.size(); from += atOnce) {
      List<Entry> some = entries.subList(from, Math.min(entries.size(), from + atOnce));
      town.work.run(t -> follower.handle(t, some));
    }
    return town.work.call(
        t -> {
          List<String> all = new ArrayList<>();
          for (String table :
              List.of(
                  "(select request_no, cell, since from organisation.open_request order by 1)",
                  "(select subject, holder, from_at, to_at, why, over from organisation.tenure"
                      + " order by subject, id)",
                  "(select unit, at, what, subject from organisation.run_log order by id)")) {
            all.addAll(
                new Sql(t.connection(), "select x::text from " + table + " x")
                    .list(row -> row.text()));
          }
          return all;
        });
  }
}
