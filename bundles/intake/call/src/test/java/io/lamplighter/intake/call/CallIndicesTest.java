package io.lamplighter.intake.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.indices.Index;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.call.SwitchCalls.Event;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.PaperCases;
import io.lamplighter.store.Recount;
import io.lamplighter.store.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the indices of calls come to is a full recount by SQL. */
@NullUnmarked
class CallIndicesTest {
  private static final long SEED = 95598;
  private static final Instant FROM = Instant.parse("2026-10-28T00:00:00Z");
  private static final Caller SWITCH =
      new Caller("pbx", Caller.Kind.PARTNER, Set.of(), "330602", Set.of("call"));

  private static final String WENT =
      """
      with last as (
        select distinct on (subject) data ->> 'line' line, region,
               (data ->> 'offeredAt')::timestamptz offered,
               (data ->> 'answeredAt')::timestamptz answered
          from raw where type like 'switch-call.%%' order by subject, id desc)
      select line, (offered at time zone 'Asia/Shanghai')::date::text, region, null::text, count(*),
             0, count(*) filter (where %s), count(*)
        from last group by 1, 2, 3""";

  private static final String ERRORS =
      """
      with request as (
        select data ->> 'requestNo' no, bool_or(type = 'request.returned') returned,
               min((data ->> 'receivedAt')::timestamptz) received, min(data ->> 'channel') channel,
               min(region) region, (array_agg(data ->> 'cell' order by id desc))[1] cell
          from raw where type in ('request.received', 'request.located', 'request.returned')
         group by 1)
      select channel, (received at time zone 'Asia/Shanghai')::date::text, region, cell, count(*), 0,
             count(*) filter (where returned), count(*)
        from request where channel in ('call', 'vip') group by 1, 2, 3, 4""";

  private final Random random = new Random(SEED);
  private final CommittedFacts journal = new CommittedFacts();
  private final UnitOfWork work = TestDatabase.unit("call");
  private final SwitchCalls calls = new SwitchCalls(work, journal);
  private final List<Entry> entries = new ArrayList<>();

  @BeforeEach
  void empty() {
    TestDatabase.reset("call");
  }

  private boolean often(double share) {
    return random.nextDouble() < share;
  }

  private static Event event(int call, String event, Instant at) {
    String line = call % 3 == 0 ? "vip" : call % 7 == 0 ? null : "95598";
    return new Event("id-" + call, event, at.toString(), line);
  }

  /** Of a week, in any order, some twice, some that nobody has told the end of. */
  private List<Event> week() {
    List<Event> events = new ArrayList<>();
    for (int call = 0; call < 400; call++) {
      Instant offered = FROM.plusSeconds(random.nextInt(7 * 86_400));
      events.add(event(call, "offered", offered));
      Instant then = offered.plusMillis(random.nextInt(45_000));
      if (often(0.8)) {
        events.add(event(call, "answered", then));
      } else if (often(0.8)) {
        events.add(event(call, "abandoned", then));
      }
      if (often(0.1)) {
        events.add(event(call, "abandoned", then.plusSeconds(1)));
      }
      events.add(event(call, "ended", then.plusSeconds(90)));
    }
    events.addAll(List.copyOf(events.subList(0, 300)));
    Collections.shuffle(events, random);
    return events;
  }

  private void entry(
      String type, String subject, String region, Instant time, Map<String, ?> data) {
    Cursor cursor = new Cursor(1, entries.size() + 1);
    entries.add(new Entry(cursor, type, subject, region, "x", "x", time, Map.copyOf(data)));
  }

  private void same(Index index, String recount) throws SQLException {
    PaperCases cases = PaperCases.of(index, entries);
    assertEquals(Recount.of(entries, recount), cases.sums(), index.code() + " by seed " + SEED);
    assertTrue(cases.sums().size() > 10, "too little to compare: " + cases.sums());
    cases.read(index, entries);
    assertEquals(Recount.of(entries, recount), cases.sums(), index.code() + " read again");
  }

  @Test
  void howCallsWentIsToldOnceAndCounted() throws SQLException {
    List<Event> events = week();
    for (int from = 0; from < events.size(); from += 50) {
      calls.take(SWITCH, events.subList(from, Math.min(events.size(), from + 50)));
    }
    int told = journal.all().size();
    calls.take(SWITCH, events.subList(0, 500));
    assertEquals(told, journal.all().size(), "what comes twice is told once");
    for (Fact fact : journal.all()) {
      entry(fact.type(), fact.subject(), fact.region(), FROM, fact.data());
    }
    same(new Abandoned(), WENT.formatted("answered is null"));
    same(new AnsweredSoon(), WENT.formatted("answered <= offered + interval '20 seconds'"));
  }

  @Test
  void whatWasTakenDownWronglyIsCounted() throws SQLException {
    for (int i = 0; i < 400; i++) {
      String no = "R" + i;
      Instant received = FROM.plusSeconds(random.nextInt(7 * 86_400));
      Map<String, Object> data = new HashMap<>();
      data.put("requestNo", no);
      data.put("kind", "complaint");
      data.put("channel", List.of("call", "vip", "web").get(random.nextInt(3)));
      data.put("region", "330602");
      data.put("receivedAt", received.toString());
      entry("request.received", no, "330602", received, data);
      if (often(0.7)) {
        data.put("cell", "G" + random.nextInt(3));
        entry("request.located", no, "330602", received.plusSeconds(2), data);
      }
      for (int times = random.nextInt(4) - 2; times > 0; times--) {
        entry("request.returned", no, "330602", received.plusSeconds(60), data);
      }
    }
    same(new CallErrors(), ERRORS);
  }
}
