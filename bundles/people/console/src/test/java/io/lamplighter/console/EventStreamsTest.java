package io.lamplighter.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.security.Access;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients follow the journal live, whatever they or the platform do meanwhile. */
class EventStreamsTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(5);
  private static final Caller WANG = new Caller("wang", Caller.Kind.PERSON, Set.of(), "", Set.of());
  private static final String LI = looker("li", false);

  private final FakeJournal journal = new FakeJournal();
  private volatile Instant now = Samples.AT;
  private final Lookers lookers = new Lookers(() -> now);
  private final List<EventStreams> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(EventStreams::close);
  }

  @Test
  void entriesComeAsEventsWithIdTypeAndCloudEvent() throws Exception {
    FakeSink client = new FakeSink();
    follow(streams(NEVER), client, Cursor.START);
    client.await("a greeting", sink -> sink.text().startsWith("retry: 2000\n: following\n\n"));

    journal.write(1);

    client.await("an entry", sink -> sink.text().contains("data: "));
    assertTrue(
        client
            .text()
            .endsWith(
                "id: 7-1\nevent: request.received\ndata: {\"specversion\":\"1.0\",\"id\":\"7-1\","
                    + "\"type\":\"request.received\",\"source\":\"/lamplighter/desk\","
                    + "\"subject\":\"R1\",\"time\":\"2026-11-22T08:00:00+08:00\","
                    + "\"region\":\"330602\",\"actor\":\"public\","
                    + "\"datacontenttype\":\"application/json\",\"data\":{\"requestNo\":\"R1\"}}"
                    + "\n\n"),
        client.text());
  }

  @Test
  void itGoesOnAfterTheLastIdWithoutGapOrRepeat() throws Exception {
    journal.write(250);
    FakeSink client = new FakeSink();

    follow(streams(NEVER), client, new Cursor(7, 20));
    journal.write(250);

    client.await("the last entry", sink -> sink.count("id: 7-500") == 1);
    List<String> ids = client.text().lines().filter(line -> line.startsWith("id: ")).toList();
    List<String> expected = new ArrayList<>();
    for (int i = 21; i <= 500; i++) {
      expected.add("id: 7-" + i);
    }
    assertEquals(expected, ids);
  }

  @Test
  void aSlowClientIsNotWrittenToAndHoldsUpNobody() throws Exception {
    EventStreams streams = streams(NEVER);
    FakeSink slow = new FakeSink();
    FakeSink quick = new FakeSink();
    EventStream slowStream = follow(streams, slow, Cursor.START);
    slow.await("a greeting", sink -> sink.text().contains("following"));
    slow.slow(true);
    follow(streams, quick, Cursor.START);

    journal.write(1000);

    quick.await("everything", sink -> sink.count("id: 7-1000") == 1);
    assertEquals(0, slow.writesWhileSlow());
    assertEquals(0, slow.count("id: 7-1"));

    slow.slow(false);
    slowStream.wake();
    slow.await("everything too", sink -> sink.count("id: 7-1000") == 1);
    assertEquals(1, slow.count("id: 7-500"));
  }

  @Test
  void aDeadClientIsLetGo() throws Exception {
    EventStreams streams = streams(SOON);
    FakeSink dead = new FakeSink();
    dead.slow(true);
    follow(streams, dead, Cursor.START);

    dead.await("the end", FakeSink::closed);
    assertEquals(0, streams.size());
  }

  @Test
  void whoAsksForItHearsThatOtherScreensAreThere() throws Exception {
    EventStreams streams = streams(NEVER);
    FakeSink page = new FakeSink();
    FakeSink script = new FakeSink();
    Caller wang = Samples.DISPATCHER;
    streams
        .open(page, new EventStream.Start(wang, Cursor.START, Set.of(), true), () -> wang)
        .wake();
    follow(streams, script, Cursor.START);
    page.await("a greeting", sink -> sink.text().contains("following"));
    script.await("a greeting", sink -> sink.text().contains("following"));

    streams.partsChanged();
    journal.write(1);

    page.await("the news", sink -> sink.text().contains("event: parts\ndata: {}\n\n"));
    script.await("an entry", sink -> sink.count("id: 7-1") == 1);
    assertEquals(0, script.count("event: parts"));
  }

  @Test
  void whoLooksAtTheSameRequestHearsOfIt() throws Exception {
    EventStreams streams = streams(NEVER);
    FakeSink mine = new FakeSink();
    FakeSink script = new FakeSink();
    FakeSink others = new FakeSink();
    page(streams, mine, Samples.DISPATCHER);
    page(streams, others, WANG);
    follow(streams, script, Cursor.START);
    lookers.look(Samples.DISPATCHER, "page-of-li", "R1", false, false);
    mine.await("himself", sink -> sink.count(lookers("R1", LI)) == 1);

    lookers.look(WANG, "page-of-wang", "R1", true, false);
    String both = lookers("R1", LI + "," + looker("wang", true));
    mine.await("the other", sink -> sink.count(both) == 1);
    others.await("both", sink -> sink.count(both) == 1);

    lookers.look(Samples.DISPATCHER, "page-of-li", "R2", false, false);
    others.await("he has left", sink -> sink.count(lookers("R1", looker("wang", true))) == 1);
    mine.await("alone", sink -> sink.count(lookers("R2", LI)) == 1);
    assertFalse(others.text().contains("R2"), others.text());
    assertEquals(0, script.count("event: lookers"));
  }

  @Test
  void whoseStreamsHaveEndedIsForgotten() throws Exception {
    EventStreams streams = streams(SOON);
    FakeSink mine = new FakeSink();
    page(streams, mine, Samples.DISPATCHER);
    lookers.look(Samples.DISPATCHER, "page-of-li", "R1", false, false);
    mine.await("himself", sink -> sink.count(lookers("R1", LI)) == 1);
    lookers.look(WANG, "page-of-wang", "R1", true, false);
    String both = lookers("R1", LI + "," + looker("wang", true));
    mine.await("the other", sink -> sink.count(both) == 1);
    long beats = mine.count(": beat");
    mine.await("more beats", sink -> sink.count(": beat") > beats + 2);
    assertEquals(1, mine.count(lookers("R1", LI)), "his stream may be on its way");

    now = now.plusSeconds(11);

    mine.await("alone again", sink -> sink.count(lookers("R1", LI)) == 2);
  }

  private static String lookers(String no, String who) {
    return "data: {\"requestNo\":\"" + no + "\",\"plan\":null,\"lookers\":[" + who + "]}";
  }

  private static String looker(String user, boolean unsaved) {
    return "{\"user\":\""
        + user
        + "\",\"unsaved\":"
        + unsaved
        + ",\"idle\":false,\"since\":\"2026-11-22T08:00:00+08:00\"}";
  }

  private void page(EventStreams streams, FakeSink client, Caller caller) {
    streams
        .open(client, new EventStream.Start(caller, Cursor.START, Set.of(), true), () -> caller)
        .wake();
  }

  @Test
  void aQuietStreamBeats() throws Exception {
    FakeSink client = new FakeSink();
    follow(streams(SOON), client, Cursor.START);

    client.await("beats", sink -> sink.count(": beat") > 3);
    assertFalse(client.closed());
  }

  @Test
  void theEndOfTheSessionEndsTheStream() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    FakeSink client = new FakeSink();
    EventStreams streams = streams(SOON);
    open(
        streams,
        client,
        Cursor.START,
        () -> {
          if (ended.get()) {
            throw new Refusal.Unauthenticated("session-ended", new Text("over", "over"));
          }
          return Samples.DISPATCHER;
        });
    client.await("a beat", sink -> sink.count(": beat") > 0);

    ended.set(true);

    client.await("the end", FakeSink::closed);
    assertEquals(0, streams.size());
  }

  @Test
  void aSlowClientsStreamEndsAtOnceWhenItsSessionEndsAndNobodyElses() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    FakeSink slow = new FakeSink();
    FakeSink other = new FakeSink();
    EventStreams streams = streams(NEVER);
    open(
        streams,
        slow,
        Cursor.START,
        () -> {
          if (ended.get()) {
            throw new Refusal.Unauthenticated("session-ended", new Text("over", "over"));
          }
          return Samples.DISPATCHER;
        });
    Caller wang = new Caller("wang", Caller.Kind.PERSON, Set.of(), "", Set.of());
    streams
        .open(other, new EventStream.Start(wang, Cursor.START, Set.of(), false), () -> wang)
        .wake();
    slow.await("a greeting", sink -> sink.text().contains("following"));
    slow.slow(true);
    String name = Samples.DISPATCHER.name();

    streams.changed(new Access.Change(Caller.Kind.PERSON, name));
    ended.set(true);
    streams.changed(new Access.Change(Caller.Kind.PARTNER, name));
    assertFalse(slow.closed());
    streams.changed(new Access.Change(Caller.Kind.PERSON, name));

    slow.await("the end", FakeSink::closed);
    assertFalse(other.closed());
    assertEquals(1, streams.size());
  }

  @Test
  void aSessionThatEndedBeforeTheStreamBeganSendsNothing() throws Exception {
    journal.write(3);
    FakeSink client = new FakeSink();
    open(
        streams(NEVER),
        client,
        Cursor.START,
        () -> {
          throw new Refusal.Unauthenticated("session-ended", new Text("over", "over"));
        });
    client.await("the end", FakeSink::closed);
    assertEquals("", client.text());
  }

  @Test
  void aJournalThatIsAwayForAMomentLosesNothing() throws Exception {
    FakeSink client = new FakeSink();
    EventStream stream = follow(streams(NEVER), client, Cursor.START);
    client.await("a greeting", sink -> sink.text().contains("following"));
    journal.away = true;
    journal.write(3);
    stream.wake();

    journal.away = false;
    stream.wake();

    client.await("all three", sink -> sink.count("id: 7-3") == 1);
    assertEquals(1, client.count("id: 7-1"));
    assertFalse(client.closed());
  }

  @Test
  void leavingEndsAllOfThemAndTakesNoMore() throws Exception {
    EventStreams streams = streams(NEVER);
    FakeSink one = new FakeSink();
    FakeSink two = new FakeSink();
    follow(streams, one, Cursor.START);
    follow(streams, two, Cursor.START);

    streams.close();

    assertTrue(one.closed());
    assertTrue(two.closed());
    assertEquals(0, streams.size());
    assertTrue(journal.watchers.isEmpty());
    assertThrows(Refusal.TooMany.class, () -> follow(streams, new FakeSink(), Cursor.START));
  }

  @Test
  void theCallersOldestGivesWayToHisNewest() {
    EventStreams streams = streams(NEVER);
    List<FakeSink> clients = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      clients.add(new FakeSink());
      streams.check(Samples.DISPATCHER);
      follow(streams, clients.get(i), Cursor.START);
    }
    assertEquals(2, streams.size());
    assertEquals(9, clients.stream().filter(FakeSink::closed).count());
    assertFalse(clients.get(9).closed());
    assertFalse(clients.get(10).closed());
  }

  @Test
  void beyondTheLimitForAllOnlyOnesOwnGiveWay() {
    EventStreams streams = streams(NEVER);
    FakeSink first = new FakeSink();
    FakeSink second = new FakeSink();
    follow(streams, first, Cursor.START);
    follow(streams, second, Cursor.START);

    Caller other = new Caller("wang", Caller.Kind.PERSON, Set.of(), "", Set.of());
    streams.check(other);
    streams.open(
        new FakeSink(), new EventStream.Start(other, Cursor.START, Set.of(), false), () -> other);
    Caller third = new Caller("zhao", Caller.Kind.PERSON, Set.of(), "", Set.of());
    assertThrows(Refusal.TooMany.class, () -> streams.check(third));

    follow(streams, new FakeSink(), Cursor.START);
    assertEquals(3, streams.size());
    assertTrue(first.closed());
    assertFalse(second.closed());
  }

  private EventStreams streams(Duration beat) {
    EventStreams streams =
        new EventStreams(journal, new EventFrames(Samples.TIME), lookers, 3, 2, beat);
    opened.add(streams);
    return streams;
  }

  private static EventStream follow(EventStreams streams, FakeSink client, Cursor after) {
    return open(streams, client, after, () -> Samples.DISPATCHER);
  }

  private static EventStream open(
      EventStreams streams, FakeSink client, Cursor after, Supplier<Caller> who) {
    EventStream stream =
        streams.open(
            client, new EventStream.Start(Samples.DISPATCHER, after, Set.of(), false), who);
    stream.wake();
    return stream;
  }
}
