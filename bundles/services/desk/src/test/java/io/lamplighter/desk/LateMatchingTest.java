package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Cursor;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.personal.Keys;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Customers who become known after their requests have come in. */
@NullUnmarked
class LateMatchingTest {
  private static final Caller SYSTEM = Caller.system("test");

  private final TestDesk test = new TestDesk();
  private final LateMatching matching = new LateMatching(test.work, () -> false, () -> {});
  private final LateMatcher matcher = test.lateMatcher();

  private String submit(
      String ref, String kind, String customerNo, String phone, String address, String region) {
    Submission.Contact contact = new Submission.Contact("王先生", phone);
    return test.desk
        .submit(
            SYSTEM,
            new Submission(
                "web", ref, kind, "停电了", customerNo, contact, address, null, region, null, "{}"))
        .requestNo();
  }

  private Request get(String requestNo) {
    return test.desk.get(SYSTEM, requestNo);
  }

  /** A customer as it stands in the customers' own tables. */
  private void known(String number, String filedUnder, String by, Clue... clues) {
    test.customers.put(
        filedUnder, new Match(number, by, "330602", true, "cell-7", "transformer-7", "某处"));
    test.clues.addAll(Arrays.asList(clues));
  }

  private void registered(String... numbers) {
    List<Entry> batch =
        Arrays.stream(numbers)
            .map(
                number ->
                    new Entry(
                        Cursor.START,
                        "customer.registered",
                        number,
                        "330602",
                        "importer",
                        "/lamplighter/customers",
                        test.clock.instant(),
                        Map.of("customerNo", number)))
            .toList();
    read(batch);
  }

  /** As the journal does, and then the thread that matches. */
  private void read(List<Entry> batch) {
    test.work.run(transaction -> matching.handle(transaction, batch));
    while (matcher.round() > 0) {
      // until nothing is due
    }
  }

  @Test
  void whoeverBecameKnownBetweenTheQuestionAndTheCommitIsFound() {
    String requestNo = submit("1", "enquiry", "c1", null, null, "330602");
    known("c1", "c1", "number", new Clue("c1", null, null, "330602"));
    read(test.journal.entries());
    assertEquals("c1 by number", found(requestNo));
  }

  @Test
  void whileNobodyCanBeAskedARequestIsTakenInAndMatchedLater() {
    known("c1", "c1", "number", new Clue("c1", null, null, "330602"));
    test.customersAreAway = true;
    String requestNo = submit("1", "enquiry", "c1", null, null, "330602");
    assertNull(get(requestNo).matchedBy());
    List<Entry> batch = test.journal.entries();
    assertThrows(Refusal.Unavailable.class, () -> read(batch));
    test.customersAreAway = false;
    assertEquals(1, matcher.round(), "it is still due");
    assertEquals("c1 by number", found(requestNo));
    assertEquals(0, matcher.round());
  }

  @Test
  void whereThereAreNoCustomersNothingPilesUp() {
    submit("1", "enquiry", "c1", null, null, "330602");
    test.work.run(transaction -> matching.handle(transaction, test.journal.entries()));
    LateMatcher nobody =
        new LateMatcher(
            test.work,
            test.journal,
            null,
            () -> false,
            Treatments.load(null),
            test.placer(),
            test.clock);
    assertEquals(1, nobody.round(), "where it belongs was asked");
    assertEquals(0, nobody.round());
    assertEquals(1, due());
    test.clock.advance(java.time.Duration.ofHours(25));
    assertEquals(0, nobody.round());
    assertEquals(0, due());
  }

  private int due() {
    return test.work
        .call(t -> new ToMatchTable(t.connection()).due(test.clock.instant(), 10, true))
        .numbers()
        .size();
  }

  @Test
  void twoNodesThatMatchTheSameMatchItOnce() throws Exception {
    List<String> requests = new java.util.ArrayList<>();
    for (int i = 0; i < 50; i++) {
      requests.add(submit("n" + i, "complaint", null, "13800000002", null, "330602"));
    }
    known("c2", "+8613800000002", "phone", new Clue("c2", "13800000002", null, "330602"));
    test.work.run(transaction -> matching.handle(transaction, test.journal.entries()));
    Thread other = new Thread(() -> test.lateMatcher().round());
    other.start();
    matcher.round();
    other.join();
    for (String requestNo : requests) {
      assertEquals(List.of("request.received", "request.matched"), test.journal.types(requestNo));
    }
  }

  @Test
  void theCustomerIsFoundByNumberPhoneOrAddress() {
    String byNumber = submit("1", "fault-repair", "c1", null, null, "3306");
    String byPhone = submit("2", "enquiry", null, "+86-138-0000-0002", null, "330602");
    String byAddress = submit("3", "report", "unknown", null, "天下小区 3幢", "330602");
    known("c1", "c1", "number", new Clue("c1", null, null, "330602"));
    known("c2", "+8613800000002", "phone", new Clue("c2", "13800000002", null, "330602"));
    known("c3", Keys.address("天下小区3幢"), "address", new Clue("c3", "1", "天下小区3幢", "330602"));
    registered("c1", "c2", "c3", "nobody");

    assertEquals("c1 by number", found(byNumber));
    assertEquals("c2 by phone", found(byPhone));
    assertEquals("c3 by address", found(byAddress));
    Request first = get(byNumber);
    assertEquals("330602", first.region(), "where the customer is, as that is nearer");
    assertEquals("cell-7", first.cell());
    assertEquals("transformer-7", first.transformer());
    assertEquals(2, first.version());
    assertEquals(RequestState.RECEIVED, first.state());
    Entry fact = test.journal.about(byNumber).get(1);
    assertEquals("request.matched", fact.type());
    assertEquals("c1", fact.data().get("customerNo"));
    assertEquals(2L, fact.data().get("version"));
    assertEquals(Map.of("by", "number", "important", true), fact.data().get("details"));
  }

  private String found(String requestNo) {
    Request request = get(requestNo);
    return request.customerNo() + " by " + request.matchedBy();
  }

  @Test
  void anImportantCustomerRaisesThePriorityAndWhatWasJudgedStays() {
    String ordinary = submit("1", "enquiry", "c1", null, null, "330602");
    String judged = submit("2", "complaint", "c1", null, null, "330602");
    test.move(judged, Move.TRIAGE, "priority", 9, "cell", "own-cell");
    int before = get(ordinary).priority();
    known("c1", "c1", "number", new Clue("c1", null, null, "330602"));
    registered("c1");
    assertTrue(get(ordinary).priority() > before);
    assertEquals(9, get(judged).priority());
    assertEquals("own-cell", get(judged).cell());
    test.move(
        judged,
        Move.SCHEDULE,
        "from",
        "2026-11-22T09:00:00+08:00",
        "to",
        "2026-11-22T10:00:00+08:00");
    assertEquals(4, get(judged).version());
  }

  @Test
  void againChangesNothing() {
    String requestNo = submit("1", "enquiry", "c1", null, null, "330602");
    known("c1", "c1", "number", new Clue("c1", null, null, "330602"));
    registered("c1");
    registered("c1");
    assertEquals(List.of("request.received", "request.matched"), test.journal.types(requestNo));
    assertEquals(2, get(requestNo).version());
  }

  @Test
  void onlyOpenOnesOfTheCustomersRegionWithoutACustomer() {
    String cancelled = submit("1", "enquiry", "c1", null, null, "330602");
    test.move(cancelled, Move.CANCEL, "reason", "done");
    String elsewhere = submit("2", "enquiry", "c1", null, null, "330702");
    String nobodys = submit("3", "enquiry", "c9", null, null, "330602");
    known("c1", "c1", "number", new Clue("c1", null, null, "330602"));
    String matched = submit("4", "enquiry", "c1", null, null, "330602");
    registered("c1");
    for (String untouched : List.of(cancelled, elsewhere, nobodys)) {
      assertNull(get(untouched).matchedBy());
    }
    assertEquals(List.of("request.received"), test.journal.types(matched));
  }

  @Test
  void manyRequestsOfOnePhoneAreGoneThroughPageByPage() {
    int many = LateMatcher.PAGE + 50;
    for (int i = 0; i < many; i++) {
      submit("m" + i, "complaint", null, "13800000002", null, "330602");
    }
    known("c2", "+8613800000002", "phone", new Clue("c2", "+8613800000002", null, "330602"));
    registered("c2");
    long matched =
        test.journal.entries().stream().filter(e -> e.type().equals("request.matched")).count();
    assertEquals(many, matched);
  }
}
