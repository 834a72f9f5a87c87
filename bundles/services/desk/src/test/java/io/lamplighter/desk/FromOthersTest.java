package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.lamplighter.api.clocks.ClockFact;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Promise;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.organisation.OrganisationFact;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What clocks and organisation say of a request: at once, or when they are back. */
@NullUnmarked
class FromOthersTest {
  private static final Caller SYSTEM = Caller.system("test");
  private static final String RULE = "fault.first-response";

  private final TestDesk test = new TestDesk();
  private final ClockReader clocks = new ClockReader(test.work);
  private final HandoverReader handovers = new HandoverReader(test.work, test.journal);
  private final LateMatching matching =
      new LateMatching(test.work, () -> !test.cells.isEmpty(), () -> {});

  private Receipt submit(String ref, String customerNo) {
    return test.desk.submit(SYSTEM, TestDesk.fault(ref, customerNo));
  }

  private Request get(String requestNo) {
    return test.desk.get(SYSTEM, requestNo);
  }

  private static Entry entry(Fact fact) {
    return entry(fact, Instant.EPOCH);
  }

  private static Entry entry(Fact fact, Instant time) {
    return new Entry(
        Cursor.START,
        fact.type(),
        fact.subject(),
        fact.region(),
        fact.actor(),
        "/test",
        time,
        new java.util.LinkedHashMap<>(fact.data()));
  }

  private static ClockFact.About about(String on) {
    return new ClockFact.About("c-" + on, on, RULE, "2023", null, null, null);
  }

  private void clocksSay(String on, Record... facts) {
    List<Entry> batch = new ArrayList<>();
    for (Record fact : facts) {
      batch.add(entry(Fact.of(fact, on, "330602", "system:clocks")));
    }
    test.work.run(transaction -> clocks.handle(transaction, batch));
  }

  private static ClockFact.Started started(String on, Instant from, Instant due) {
    return new ClockFact.Started(about(on), from, due, null, null);
  }

  @Test
  void whatTheClocksSayAtOnceIsPromisedAndTheirFactsChangeNothing() {
    Receipt receipt = submit("w-1", "c1");
    Instant due = receipt.receivedAt().plus(Duration.ofMinutes(30));
    assertEquals(List.of(new Promise(RULE, due)), receipt.promises());
    clocksSay(receipt.requestNo(), started(receipt.requestNo(), receipt.receivedAt(), due));
    assertEquals(receipt.promises(), get(receipt.requestNo()).promises());
    Entry received = test.journal.about(receipt.requestNo()).get(0);
    assertEquals(receipt.receivedAt().toString(), received.data().get("receivedAt"));
  }

  @Test
  void whileTheClocksAreAwayNothingIsPromisedAndLaterItIsFromTheRightStart() {
    test.clocksAreAway = true;
    Receipt receipt = submit("w-1", "c1");
    assertEquals(List.of(), receipt.promises());
    test.clocksAreAway = false;
    Instant due = receipt.receivedAt().plus(Duration.ofMinutes(30));
    clocksSay(receipt.requestNo(), started(receipt.requestNo(), receipt.receivedAt(), due));
    assertEquals(List.of(new Promise(RULE, due)), get(receipt.requestNo()).promises());
    assertEquals(List.of(), submit("w-1", "c1").promises(), "the receipt says what it said");
  }

  @Test
  void aPromiseIsMovedTakenBackAndGivenAgainWhileTheReceiptStays() {
    Receipt receipt = submit("w-1", "c1");
    String no = receipt.requestNo();
    Instant due = receipt.promises().get(0).dueAt();
    Instant later = due.plus(Duration.ofHours(1));
    clocksSay(no, new ClockFact.Rescheduled(about(no), due, later, "pause"));
    assertEquals(List.of(new Promise(RULE, later)), get(no).promises());
    clocksSay(no, new ClockFact.Withdrawn(about(no), "merged", "other"));
    assertEquals(List.of(), get(no).promises());
    clocksSay(
        no,
        started(no, receipt.receivedAt(), later),
        new ClockFact.Rescheduled(about(no), later, due, "merged"));
    assertEquals(List.of(new Promise(RULE, due)), get(no).promises());
    assertEquals(receipt.promises(), submit("w-1", "c1").promises());
    clocksSay("work-order-7", started("work-order-7", due, due));
    assertEquals(1, test.all().size(), "a clock on something else is not ours");
  }

  @Test
  void whatCannotBeComputedIsPromisedWithoutATime() {
    test.clocksAreAway = true;
    String no = submit("w-1", "c1").requestNo();
    clocksSay(no, new ClockFact.Started(about(no), Instant.EPOCH, null, "not-computable", null));
    assertEquals(List.of(new Promise(RULE, null, "not-computable")), get(no).promises());
  }

  @Test
  void theCellIsKnownAtOnceWithItsAreaAndOneThatIsJudgedStays() {
    test.cells.put("t-1", "330602-07");
    test.customers.put("c1", new Match("c1", "number", "330602", false, "old", "t-1", null));
    String no = submit("w-1", "c1").requestNo();
    assertEquals("330602-07", get(no).cell());
    assertEquals("rural", test.journal.about(no).get(0).data().get("areaType"));
    test.move(no, Move.TRIAGE, "cell", "330602-08");
    assertEquals("330602-08", get(no).cell());
  }

  @Test
  void theCellIsFoundLaterWhenTheOrganisationWasAwayOrChanges() {
    test.customers.put("c1", new Match("c1", "number", "330602", false, null, "t-1", null));
    test.customers.put("c2", new Match("c2", "number", "330602", false, null, "t-2", null));
    test.cells.put("t-1", "330602-07");
    test.organisationIsAway = true;
    String first = submit("w-1", "c1").requestNo();
    String second = submit("w-2", "c2").requestNo();
    test.work.run(transaction -> matching.handle(transaction, test.journal.entries()));
    test.organisationIsAway = false;
    test.lateMatcher().round();
    assertEquals("330602-07", get(first).cell());
    Entry located = test.journal.about(first).get(1);
    assertEquals("request.located", located.type());
    assertEquals("330602-07", located.data().get("cell"));
    assertNull(get(second).cell());

    test.cells.put("t-2", "330602-09");
    Fact changed =
        Fact.of(new OrganisationFact.Changed(2, 9, Instant.EPOCH), "2", "33", "user:admin");
    Instant now = test.clock.instant();
    test.work.run(transaction -> matching.handle(transaction, List.of(entry(changed, now))));
    test.lateMatcher().round();
    assertNull(get(second).cell(), "not before every node knows of it");
    test.clock.advance(Duration.ofSeconds(5));
    test.lateMatcher().round();
    assertEquals("330602-09", get(second).cell());
    assertEquals("330602-07", get(first).cell());
  }

  @Test
  void whoeverAcceptsAHandoverIsFirstResponsibleUntilItIsOver() {
    String no = submit("w-1", "c1").requestNo();
    test.move(no, Move.TRIAGE, "holder", "li");
    accepted(no, "h-1", "li", "an");
    Request handed = get(no);
    assertEquals("an", handed.holder());
    Entry fact = test.journal.about(no).get(2);
    assertEquals("request.handed-over", fact.type());
    assertEquals("an", fact.data().get("holder"));
    assertEquals(handed.version(), fact.data().get("version"));
    assertEquals("user:an", fact.actor());
    accepted(no, "h-0", "li", "zhao");
    assertEquals("an", get(no).holder(), "an offer of somebody who had it before");
    test.move(no, Move.CANCEL, "reason", "误报");
    accepted(no, "h-2", "an", "li");
    assertEquals("an", get(no).holder());
  }

  private void accepted(String no, String handover, String from, String to) {
    Record accepted =
        new OrganisationFact.Accepted(new OrganisationFact.Handover(handover, no, from, to), null);
    Entry entry = entry(Fact.of(accepted, no, "330602", "user:" + to));
    test.work.run(transaction -> handovers.handle(transaction, List.of(entry)));
  }
}
