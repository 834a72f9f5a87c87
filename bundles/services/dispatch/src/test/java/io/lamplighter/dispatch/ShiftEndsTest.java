package io.lamplighter.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.kit.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Of each shift it is told once what was done in it. */
@NullUnmarked
class ShiftEndsTest {
  private static final Instant EIGHT = Instant.parse("2026-11-23T00:00:00Z");
  private final CrewTown town = new CrewTown();
  private final ShiftEnds ends = new ShiftEnds(town.desk);
  private long acts;

  private void sql(String words, Object... values) {
    town.work.run(t -> new Sql(t.connection(), words).with(values).run());
  }

  private void crew() {
    sql(
        "insert into dispatch.crew (code, name, station, region, changed_at)"
            + " values ('C1', 'one', 'S1', '330602', ?)",
        EIGHT);
    sql("insert into dispatch.member (login, crew) values ('anna', 'C1')");
  }

  private void shift(Instant from, Instant to, Instant restFrom, Instant restTo, boolean onCall) {
    town.work.run(
        t ->
            new Sql(
                    t.connection(),
                    "insert into dispatch.shift (crew, from_at, to_at, rest_from, rest_to, on_call)"
                        + " values ('C1', ?, ?, ?::timestamptz, ?::timestamptz, ?)")
                .with(from, to)
                .with(restFrom == null ? null : restFrom.toString())
                .with(restTo == null ? null : restTo.toString(), onCall)
                .run());
  }

  private void act(String order, String kind, int minute) {
    Instant at = EIGHT.plus(Duration.ofMinutes(minute));
    sql(
        "insert into dispatch.work_order (no, request_no, kind, region, priority, minutes, people,"
            + " skills, state, opened_at, stepped_at) values (?, ?, 'repair', '330602', 5, 60, 1,"
            + " '{}', 'BOOKED', ?, ?) on conflict do nothing",
        order,
        "R" + order,
        EIGHT,
        EIGHT);
    sql(
        "insert into dispatch.act (id, work_order, device, seq, kind, actor, done_at, device_at,"
            + " received_at, body, outcome) values (?::uuid, ?, 'phone', ?, ?, 'anna', ?, ?, ?,"
            + " '{}', 'done')",
        UUID.randomUUID().toString(),
        order,
        ++acts,
        kind,
        at,
        at,
        at);
  }

  private static Instant after(int minutes) {
    return EIGHT.plus(Duration.ofMinutes(minutes));
  }

  @Test
  void aShiftIsToldOfWhenPhonesHaveHadTheirTime() {
    crew();
    shift(EIGHT, after(240), after(120), after(150), false);
    shift(after(300), after(540), null, null, false);
    shift(after(600), after(700), null, null, true);
    act("W1", "depart", 10);
    act("W1", "arrive", 30);
    act("W1", "finish", 90);
    // Begun in the first shift, though it ends after it.
    act("W2", "depart", 200);
    act("W2", "arrive", 220);
    act("W2", "fail", 260);
    act("W3", "arrive", 310);
    act("W3", "finish", 330);
    town.now = after(240).plus(ShiftEnds.PATIENCE).minusMillis(1);
    assertEquals(0, ends.tell());
    town.now = town.now.plusMillis(1);
    assertEquals(1, ends.tell());
    assertEquals(0, ends.tell());
    Fact first = town.journal.all().get(0);
    assertEquals(
        "crew.shift-ended C1 330602", first.type() + " " + first.subject() + " " + first.region());
    assertEquals(List.of(210L, 40L, 100L, 2L), minutes(first));
    assertEquals("S1", first.data().get("station"));
    town.now = after(700).plus(ShiftEnds.PATIENCE);
    assertEquals(1, ends.tell(), "who works only when called has no capacity");
    assertEquals(List.of(240L, 0L, 20L, 1L), minutes(town.journal.all().get(1)));
  }

  private static List<Object> minutes(Fact fact) {
    return List.of(
        fact.data().get("minutes"),
        fact.data().get("wayMinutes"),
        fact.data().get("workMinutes"),
        fact.data().get("visits"));
  }
}
