package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.sql.Sql;
import io.lamplighter.store.TestDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowerTest {
  private final UnitOfWork work = TestDatabase.unit("${schema}");
  private final Follower follower =
      new Follower(work, ZoneId.of("Asia/Shanghai"), "request.received, request.closed");

  @BeforeEach
  void empty() {
    TestDatabase.reset("${schema}");
  }

  @Test
  void countsForEachDayAndRegionInTheZoneOfTheHouse() {
    happens(
        entry("request.received", "330602", "2026-11-22T15:59:00Z", Map.of()),
        entry("request.received", "330602", "2026-11-22T16:01:00Z", Map.of()));
    happens(entry("request.received", "330602", "2026-11-22T16:02:00Z", Map.of()));

    assertEquals(
        List.of("2026-11-22 330602 request.received 1", "2026-11-23 330602 request.received 2"),
        figures());
  }

  @Test
  void aDrillCountsForNothing() {
    happens(entry("request.closed", "33", "2026-11-22T04:00:00Z", Map.of("drill", true)));

    assertEquals(List.of(), figures());
  }

  @Test
  void wantsTheTypesThatAreSet() {
    assertEquals(Set.of("request.received", "request.closed"), follower.types());
  }

  private void happens(Entry... batch) {
    work.run(transaction -> follower.handle(transaction, List.of(batch)));
  }

  private List<String> figures() {
    return work.call(
        transaction ->
            new Sql(
                    transaction.connection(),
                    "select day::text, region, type, count from ${schema}.figure order by day")
                .list(
                    row ->
                        String.join(" ", row.text(), row.text(), row.text(), "" + row.number())));
  }

  private static Entry entry(String type, String region, String time, Map<String, Object> data) {
    return new Entry(
        Cursor.START,
        type,
        "R1",
        region,
        "system:desk",
        "/lamplighter/desk",
        Instant.parse(time),
        data);
  }
}
