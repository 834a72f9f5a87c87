package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Location;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestKind;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What becomes of a submission: numbers, promises, replays, customers, duplicates. */
@NullUnmarked
class IntakeTest {
  private final TestDesk test = new TestDesk();

  private Receipt submit(Submission submission) {
    return test.desk.submit(Caller.system("test"), submission);
  }

  private Receipt at(String kind, String customerNo, String address, Location location) {
    return submit(TestDesk.submission("web", null, kind, "没电", customerNo, address, location));
  }

  @Test
  void aFaultIsReceivedWithANumberAPromiseAndAJournalEntry() {
    Receipt receipt = submit(TestDesk.fault("w-1", "3306010000017"));

    assertTrue(RequestNumbers.plausible(receipt.requestNo()), receipt.requestNo());
    assertTrue(receipt.requestNo().startsWith("261122"), "the day in Shanghai");
    assertEquals(RequestState.RECEIVED, receipt.state());
    assertEquals("fault.first-response", receipt.promises().get(0).rule());
    assertEquals(
        test.clock.instant().plus(Duration.ofMinutes(30)), receipt.promises().get(0).dueAt());
    assertEquals(22, receipt.trackingToken().length());
    assertEquals(List.of("request.received"), test.journal.types(receipt.requestNo()));
    String facts = test.journal.entries().toString();
    assertFalse(facts.contains("王先生") || facts.contains("138") || facts.contains("单元"), facts);
  }

  @Test
  void theSameMessageAgainIsGivenTheSameReceiptAndMakesNothingNew() {
    Receipt first = submit(TestDesk.fault("w-1", "c1"));
    test.clock.advance(Duration.ofHours(5));
    Receipt again = test.open().submit(Caller.system("test"), TestDesk.fault("w-1", "c1"));

    assertTrue(again.replayed());
    assertFalse(first.replayed());
    assertEquals(
        first,
        new Receipt(
            again.requestNo(),
            again.trackingToken(),
            again.state(),
            again.receivedAt(),
            again.mergedInto(),
            again.promises(),
            false));
    assertEquals(1, test.all().size());
    assertEquals(1, test.journal.entries().size());
  }

  @Test
  void aReplayIsAnsweredAsBeforeAlsoWhenTheRequestHasMovedOn() {
    Receipt first = submit(TestDesk.fault("w-1", "c1"));
    Receipt merged = submit(TestDesk.fault("w-2", "c1"));
    test.move(merged.requestNo(), Move.UNMERGE);
    Receipt again = submit(TestDesk.fault("w-2", "c1"));
    assertEquals(RequestState.MERGED, again.state());
    assertEquals(first.requestNo(), again.mergedInto());
  }

  @Test
  void theSameChannelIdWithAnotherContentIsAConflict() {
    submit(TestDesk.fault("w-1", "c1"));
    Refusal.Conflict refusal =
        assertThrows(Refusal.Conflict.class, () -> submit(TestDesk.fault("w-1", "c2")));
    assertEquals("submission.key-reused", refusal.code());
    assertEquals(1, test.all().size());
  }

  @Test
  void theSameIdOnAnotherChannelIsAnotherMessage() {
    Receipt web = submit(TestDesk.fault("1", "c1"));
    Receipt call = submit(TestDesk.submission("call", "1", "fault-repair", "停电", "c9", null, null));
    assertNotEquals(web.requestNo(), call.requestNo());
  }

  @Test
  void aKnownCustomerBringsHisCellTransformerAndRank() {
    test.customers.put(
        "c1", new Customers.Match("c1", "number", "330602", true, "cell-7", "t-3", "某路"));
    Receipt receipt = at("enquiry", "c1", null, null);
    Request request = test.desk.get(TestDesk.DISPATCHER, receipt.requestNo());
    assertEquals("cell-7", request.cell());
    assertEquals("t-3", request.transformer());
    assertEquals("number", request.matchedBy());
    assertEquals(8, request.priority());
  }

  @Test
  void aDrillIsTakenLikeAnyOtherButNeverForADuplicateOfARealOne() {
    Receipt real = submit(TestDesk.fault(null, "c1"));
    Receipt drill = submit(TestDesk.drill("c1"));
    Receipt again = submit(TestDesk.drill("c1"));
    assertEquals(RequestState.RECEIVED, drill.state());
    assertEquals(drill.requestNo(), again.mergedInto());
    assertEquals(real.requestNo(), submit(TestDesk.fault(null, "c1")).mergedInto());
    assertTrue(test.desk.get(TestDesk.DISPATCHER, drill.requestNo()).drill());
    assertFalse(test.desk.get(TestDesk.DISPATCHER, real.requestNo()).drill());
    assertTrue(test.journal.about(again.requestNo()).stream().allMatch(Entry::isDrill));
    assertFalse(test.journal.about(real.requestNo()).stream().anyMatch(Entry::isDrill));
    Caller public_ = new Caller("public", Caller.Kind.PUBLIC, Set.of(), "", Set.of("web"));
    Refusal refusal =
        assertThrows(
            Refusal.Forbidden.class, () -> test.desk.submit(public_, TestDesk.drill("c1")));
    assertEquals("drill-not-yours", refusal.code());
  }

  @Test
  void aSecondCallOfOneCustomerIsMergedUnderTheFirst() {
    Receipt first = at("fault-repair", "c1", null, null);
    test.clock.advance(Duration.ofMinutes(119));
    Receipt second = at("emergency", "c1", null, null);

    assertEquals(RequestState.MERGED, second.state());
    assertEquals(first.requestNo(), second.mergedInto());
    assertEquals(
        List.of("request.received", "request.merged"), test.journal.types(second.requestNo()));
    assertEquals(
        "same-customer",
        ((java.util.Map<?, ?>) test.journal.about(second.requestNo()).get(1).data().get("details"))
            .get("why"));
  }

  @Test
  void outsideTheWindowOrAfterItsEndNothingIsMerged() {
    at("fault-repair", "c1", null, null);
    test.clock.advance(Duration.ofMinutes(121));
    Receipt late = at("fault-repair", "c1", null, null);
    assertNull(late.mergedInto());
    test.move(late.requestNo(), Move.CANCEL, "reason", "误报");
    assertNull(at("fault-repair", "c1", null, null).mergedInto());
  }

  @Test
  void otherMattersOfOneCustomerStayApart() {
    at("fault-repair", "c1", null, null);
    assertNull(at("complaint", "c1", null, null).mergedInto());
    assertNull(at("enquiry", "c1", null, null).mergedInto());
    assertNull(at("enquiry", "c1", null, null).mergedInto());
    assertEquals(RequestState.MERGED, at("complaint", "c1", null, null).state());
  }

  @Test
  void neighboursWithTheSameFaultAreMergedByAddress() {
    Receipt first = at("fault-repair", "c1", "天下小区 3 幢", null);
    assertEquals(first.requestNo(), at("fault-repair", "c2", "天下小区３幢", null).mergedInto());
    assertNull(at("fault-repair", "c3", "天下小区4幢", null).mergedInto());
  }

  @Test
  void neighboursWithTheirOwnComplaintsStayApart() {
    at("complaint", "c1", "天下小区3幢", null);
    assertNull(at("complaint", "c2", "天下小区3幢", null).mergedInto());
    assertEquals(RequestState.MERGED, at("complaint", null, "天下小区3幢", null).state());
  }

  @Test
  void fortyMetersAreOnePlaceAndSixtyAreTwo() {
    double meter = 1 / 111_320.0;
    Receipt first = at("fault-repair", null, null, new Location(120.5800, 30.0099));
    assertEquals(
        first.requestNo(),
        at("fault-repair", null, null, new Location(120.5800, 30.0099 + 40 * meter)).mergedInto());
    assertNull(
        at("fault-repair", null, null, new Location(120.5800, 30.0099 + 60 * meter)).mergedInto());
  }

  @Test
  void whatWasTakenOutAgainIsNotMergedAgainAndCanBeTheFirst() {
    at("fault-repair", "c1", null, null);
    Receipt second = at("fault-repair", "c1", null, null);
    Request out = test.move(second.requestNo(), Move.UNMERGE);
    assertEquals(RequestState.TRIAGED, out.state());
    assertNull(out.mergedInto());
    assertEquals(
        List.of("request.received", "request.merged", "request.unmerged"),
        test.journal.types(second.requestNo()));
  }

  @Test
  void twinsInOneBatchAreRecognised() {
    Caller caller = Caller.system("test");
    SubmissionCheck check = new SubmissionCheck(() -> TestDesk.TRIAGE, test.names, test.clock);
    Intake intake = test.intake();
    List<GroupCommit.Outcome<Receipt>> outcomes =
        intake.take(
            List.of(
                check.check(caller, TestDesk.fault("w-1", "c1")),
                check.check(caller, TestDesk.fault("w-1", "c1")),
                check.check(caller, TestDesk.fault("w-1", "c2")),
                check.check(caller, TestDesk.fault("w-2", "c1"))));
    Receipt first = outcomes.get(0).result();
    assertEquals(first.requestNo(), outcomes.get(1).result().requestNo());
    assertTrue(outcomes.get(1).result().replayed());
    assertEquals("submission.key-reused", outcomes.get(2).refusal().code());
    assertEquals(first.requestNo(), outcomes.get(3).result().mergedInto());
    assertEquals(2, test.all().size());
  }

  @Test
  void theKindIsToldFromTheTextWithItsReason() {
    Submission submission =
        TestDesk.submission("web", null, null, "My house: POWER OUTAGE since 8", null, "x", null);
    Request request = test.desk.get(TestDesk.DISPATCHER, submit(submission).requestNo());
    assertEquals(RequestKind.FAULT_REPAIR, request.kind());
    assertTrue(request.kindReason().contains("power"), request.kindReason());
    Double confidence = request.trust().confidence();
    assertTrue(confidence > 0.5 && confidence <= 1, String.valueOf(confidence));
    assertEquals(
        confidence, test.journal.about(request.requestNo()).get(0).data().get("confidence"));
  }

  @Test
  void aRequestWithoutARegionTakesTheCallersOrTheDefault() {
    Submission nowhere =
        new Submission("app", null, "opinion", null, null, null, "y", null, null, null, null);
    Receipt ofPartner = test.desk.submit(TestDesk.partner("330604", "app"), nowhere);
    assertEquals("330604", test.desk.get(TestDesk.DISPATCHER, ofPartner.requestNo()).region());
    Receipt ofPublic = test.desk.submit(Caller.PUBLIC, nowhere);
    assertEquals("33", test.desk.get(Caller.system("test"), ofPublic.requestNo()).region());
  }
}
