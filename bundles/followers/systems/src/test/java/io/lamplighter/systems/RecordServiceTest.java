package io.lamplighter.systems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.systems.Records.Outcome;
import io.lamplighter.api.systems.SystemRecord;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordServiceTest {
  private static final Caller CITY =
      new Caller("a", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "3306", Set.of());

  private final CommittedFacts journal = new CommittedFacts();
  private final List<Fact> facts = journal.all();
  private final RecordService records =
      new RecordService(
          TestDatabase.unit("systems"),
          journal,
          InstantSource.fixed(Instant.parse("2026-11-22T10:00:00Z")));

  @BeforeEach
  void empty() {
    TestDatabase.reset("systems");
  }

  private Outcome put(String id, String region, String at, String state) {
    return records.put(
        CITY,
        new SystemRecord(
            "control", "outage", id, "t1", region, Instant.parse(at), Map.of("state", state)));
  }

  @Test
  void theSameAgainOrAnOlderOneChangesNothing() {
    assertEquals(Outcome.ADDED, put("1", "330602", "2026-11-22T08:00:00Z", "approved"));
    assertEquals(Outcome.SAME, put("1", "330602", "2026-11-22T08:00:00Z", "approved"));
    assertEquals(Outcome.CHANGED, put("1", "330602", "2026-11-22T09:00:00Z", "begun"));
    assertEquals(Outcome.OLDER, put("1", "330602", "2026-11-22T08:30:00Z", "changed"));
    assertEquals(
        List.of("approved", "begun"), facts.stream().map(f -> f.data().get("state")).toList());
    assertEquals("outage.recorded", facts.get(0).type());
    assertEquals("t1", facts.get(0).subject());
  }

  @Test
  void whatCannotBeIsRefusedByField() {
    put("1", "330602", "2026-11-22T08:00:00Z", "a");
    for (String at :
        List.of("9999-12-31T23:59:59Z", "2026-11-22T10:11:00Z", "-999999999-01-01T00:00:00Z")) {
      assertEquals("/at", pointer(() -> put("1", "330602", at, "b")), at);
    }
    assertEquals(Outcome.CHANGED, put("1", "330602", "2026-11-22T10:09:00Z", "c"));
    for (String bad : List.of("", "x".repeat(201), "x".repeat(20_000_000), "a\0b", "a\ud800")) {
      assertEquals("/id", pointer(() -> put(bad, "330602", "2026-11-22T08:00:00Z", "a")));
    }
    for (String bad : List.of("a\0b", "a\ud800", "x".repeat(70_000))) {
      assertEquals("", pointer(() -> put("2", "330602", "2026-11-22T08:00:00Z", bad)));
    }
    for (String bad : List.of("0000-01-01T00:00:00Z", "2026-11-22T08:00:00+17:00", "soon")) {
      assertEquals("/to", pointer(() -> outage("x", "l1", "approved", Map.of(), bad)), bad);
    }
    assertEquals("", around("09:00", "t1", "l1"), "nothing of it is in the way");
  }

  private static String pointer(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(Refusal.Invalid.class, call).errors().get(0).pointer();
  }

  @Test
  void theListHasTheNewestFirstAndOnlyOnesOwnRegion() {
    put("1", "330602", "2026-11-22T08:00:00Z", "a");
    put("2", "330603", "2026-11-22T08:00:00Z", "b");
    put("1", "330602", "2026-11-22T09:00:00Z", "c");
    var first = records.find(CITY, "control", null, "t1", null, 1);
    assertEquals(List.of("1"), first.items().stream().map(SystemRecord::id).toList());
    var second = records.find(CITY, null, null, null, first.next(), 1);
    assertEquals(List.of("2"), second.items().stream().map(SystemRecord::id).toList());
    Caller elsewhere =
        new Caller("b", Caller.Kind.PERSON, Set.of(Role.DISPATCHER), "3307", Set.of());
    assertEquals(List.of(), records.find(elsewhere, null, null, null, null, 9).items());
    assertThrows(Refusal.Forbidden.class, () -> put("3", "330702", "2026-11-22T08:00:00Z", "a"));
  }

  @Test
  void anOutageIsAroundWhoHangsOnItWhileItLasts() {
    outage("line", "l1", "approved", Map.of());
    outage("some", "w1", "begun", Map.of("transformers", List.of("t3", "t4")));
    outage("off", "l2", "cancelled", Map.of());
    assertEquals("line", around("09:00", "t1", "l1", "s1"));
    assertEquals("", around("12:30", "t1", "l1", "s1"), "it should be over");
    assertEquals("", around("09:00", "t2", "l2", "s1"), "it was cancelled");
    assertEquals("some", around("12:30", "t4", "w1"), "it has begun and is not done");
    assertEquals("", around("09:00", "t5", "w1"), "only some are without power");
  }

  private void outage(String id, String subject, String state, Map<String, Object> more) {
    outage(id, subject, state, more, "2026-11-22T12:00:00+08:00");
  }

  private void outage(
      String id, String subject, String state, Map<String, Object> more, String to) {
    Map<String, Object> data = new TreeMap<>(more);
    data.putAll(
        Map.of(
            "state", state,
            "from", "2026-11-22T08:00:00+08:00",
            "to", to));
    records.put(
        CITY, new SystemRecord("control", "outage", id, subject, "330602", Instant.EPOCH, data));
  }

  private String around(String time, String... path) {
    Instant at = OffsetDateTime.parse("2026-11-22T" + time + ":00+08:00").toInstant();
    return records.around("control", "outage", List.of(path), at).map(SystemRecord::id).orElse("");
  }
}
