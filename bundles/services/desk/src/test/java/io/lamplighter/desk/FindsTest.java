package io.lamplighter.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.customers.AddressBook;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.desk.Move;
import io.lamplighter.api.desk.Receipt;
import io.lamplighter.api.desk.Request;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestState;
import io.lamplighter.api.desk.Submission;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.security.Caller;
import io.lamplighter.kit.data.DataFile;
import io.lamplighter.kit.finds.Finder;
import io.lamplighter.kit.finds.Gazetteer;
import io.lamplighter.kit.personal.Keys;
import io.lamplighter.store.TestHouse;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What is found in the words of a submission, what becomes of it, and how it is put right. */
@NullUnmarked
class FindsTest {
  private static final Caller WEB =
      new Caller("", Caller.Kind.PUBLIC, Set.of(), "33", Set.of("web"));
  private static final String HOUSE = "绍兴市越城区东桥小区3幢1单元401室";

  private final TestDesk test = new TestDesk();

  FindsTest() {
    test.written.add(new AddressBook.Written("绍兴市越城区东桥小区{}幢{}单元{}室", "330602", "T1"));
    test.names.round();
    test.cells.put("T1", "cell-1");
  }

  private Receipt submit(String kind, String text, String phone, String address) {
    return test.desk.submit(
        WEB,
        new Submission(
            "web",
            null,
            kind,
            text,
            null,
            phone == null ? null : new Submission.Contact("王先生", phone),
            address,
            null,
            "330602",
            null,
            null));
  }

  private Request get(Receipt receipt) {
    return test.desk.get(TestDesk.AGENT, receipt.requestNo());
  }

  private void customer(String number, String filedUnder, String by) {
    Match match = new Match(number, by, "330602", false, "cell-7", "T7", HOUSE);
    test.customers.put(filedUnder, match);
    test.clues.add(new Clue(number, null, by.equals("address") ? HOUSE : null, "330602"));
  }

  @Test
  void whatTheWordsNameFindsCustomerAndCell() {
    customer("c1", Keys.address(HOUSE), "address");
    Request request = get(submit(null, "东桥小区3号楼1单元401昨晚8点起整栋没电，老人靠呼吸机", "13800000000", null));
    assertEquals("c1", request.customerNo());
    assertEquals("address", request.matchedBy());
    assertNull(request.address(), "what he gave stays as it was");
    assertEquals(HOUSE, request.finds().address());
    assertEquals(Instant.parse("2026-11-21T12:00:00Z"), request.finds().since());
    assertEquals(List.of("building"), request.finds().extent());
    assertEquals(List.of("elderly", "life-support"), request.finds().inDanger());
    assertEquals(List.of(), request.finds().corrected());
  }

  @Test
  void theJournalHearsCodesAndNoWords() {
    Receipt receipt =
        submit(null, "东桥小区3-1-401整栋没电，户号3306010000017，电话139 0000 1234", "13800000000", null);
    Entry entry = test.journal.entries().get(0);
    RequestFact.Received received = (RequestFact.Received) RequestFact.of(entry);
    assertEquals(List.of("address", "customerNo", "phone"), received.finds().slots());
    assertEquals(List.of("building"), received.finds().extent());
    String all = test.journal.entries().toString();
    assertFalse(all.contains("东桥") || all.contains("3306010000017") || all.contains("139"), all);
    assertEquals("+8613900001234", get(receipt).finds().phone());
    assertEquals(
        "139****1234",
        test.desk.get(TestDesk.ASSESSOR, receipt.requestNo()).finds().phone(),
        "masked for whoever sees the rest masked");
    assertEquals("***", test.desk.get(TestDesk.ASSESSOR, receipt.requestNo()).finds().address());
  }

  @Test
  void aPlaceTellsTheCellWhereNobodyKnowsTheCustomer() {
    Request request = get(submit(null, "东桥小区没电了", "13800000000", null));
    assertNull(request.matchedBy());
    assertEquals("cell-1", request.cell());
  }

  @Test
  void whatWasGivenGoesBeforeWhatWasFound() {
    customer("c2", "+8613800000000", "phone");
    customer("c9", "+8613900001234", "phone");
    assertEquals("c2", get(submit(null, "没电了，139 0000 1234", "13800000000", null)).customerNo());
  }

  @Test
  void anAddressThatIsWrittenOtherwiseIsTheSamePlace() {
    Receipt one = submit("fault-repair", "没电", "13800000001", "东桥小区3-1-401");
    Receipt other = submit("fault-repair", "没电", "13800000002", "越城区东桥小区3号楼1单元401室");
    assertEquals(one.requestNo(), other.mergedInto());
    assertEquals("东桥小区3-1-401", get(one).address());
  }

  @Test
  void neighboursWhoNameTheirEstateOnlyAreNotAtOnePlace() {
    submit("fault-repair", "东桥小区我家跳闸", "13800000001", null);
    assertNull(submit("fault-repair", "东桥小区厨房没电", "13800000002", null).mergedInto());
  }

  @Test
  void whoBecomesKnownLaterIsFoundByWhatTheWordsName() {
    Receipt receipt = submit("fault-repair", "没电了，户号3306010000017", "13800000000", null);
    assertNull(get(receipt).matchedBy());
    customer("3306010000017", "3306010000017", "number");
    List<Entry> batch = test.journal.entries();
    LateMatching matching = new LateMatching(test.work, () -> false, () -> {});
    test.work.run(transaction -> matching.handle(transaction, batch));
    test.lateMatcher().round();
    assertEquals("number", get(receipt).matchedBy());
  }

  @Test
  void anAgentPutsRightWhatWasFoundAndTheCustomerIsFoundAnew() {
    customer("c1", Keys.address(HOUSE), "address");
    Receipt receipt = submit("fault-repair", "东桥小区3幢1单元401没电", "13800000000", null);
    assertEquals("c1", get(receipt).customerNo());
    String right = "绍兴市越城区东桥小区5幢2单元601室";
    customer("c5", Keys.address(right), "address");
    Request moved =
        test.move(
            TestDesk.AGENT,
            receipt.requestNo(),
            Move.CORRECT,
            "address",
            right,
            "extent",
            List.of("unit", "floor"),
            "phone",
            "");
    assertEquals(right, moved.finds().address());
    assertEquals(List.of("floor", "unit"), moved.finds().extent());
    assertEquals(List.of("address", "extent", "phone"), moved.finds().corrected());
    assertNull(moved.matchedBy());
    test.lateMatcher().round();
    assertEquals("c5", get(receipt).customerNo());
    assertEquals("cell-1", get(receipt).cell());
    assertTrue(test.journal.types(receipt.requestNo()).contains("request.corrected"));
    assertFalse(test.journal.entries().toString().contains("东桥"), "no address in the journal");
  }

  @Test
  void aCorrectionOfNothingOrOfWhatIsNoneIsRefused() {
    String no = submit("fault-repair", "没电", "13800000000", null).requestNo();
    Refusal.Invalid nothing =
        assertThrows(Refusal.Invalid.class, () -> test.move(no, Move.CORRECT));
    assertEquals("", nothing.errors().get(0).pointer());
    Refusal.Invalid wrong =
        assertThrows(
            Refusal.Invalid.class,
            () -> test.move(no, Move.CORRECT, "extent", "whole", "since", "gestern"));
    assertEquals(
        List.of("/since", "/extent"), wrong.errors().stream().map(e -> e.pointer()).toList());
  }

  @Test
  void whatWasClosedAtTheSamePlaceIsSimilar() {
    String address = "东桥小区3幢1单元401室";
    String closed = submit("fault-repair", "没电", "13800000001", address).requestNo();
    String other = submit("complaint", "态度差", "13800000001", address).requestNo();
    close(closed);
    test.clock.advance(Duration.ofDays(80));
    String now = submit("fault-repair", "又没电了", "13800000002", address).requestNo();
    assertEquals(
        List.of(closed),
        test.desk.similar(TestDesk.AGENT, now).stream().map(Request::requestNo).toList());
    assertEquals(List.of(), test.desk.similar(TestDesk.AGENT, other));
    test.clock.advance(Duration.ofDays(11));
    assertEquals(List.of(), test.desk.similar(TestDesk.AGENT, now), "ninety days are over");
  }

  private void close(String no) {
    test.move(no, Move.TRIAGE);
    test.move(no, Move.SCHEDULE, "from", "2026-11-22T09:00:00Z", "to", "2026-11-22T10:00:00Z");
    test.move(no, Move.DISPATCH, "crew", "crew-1");
    test.move(no, Move.ACCEPT);
    test.move(no, Move.ARRIVE);
    test.move(no, Move.RESOLVE, "cause", "熔丝", "result", "换");
    test.move(no, Move.VISIT, "score", 5);
    assertEquals(RequestState.CLOSED, test.move(no, Move.CLOSE).state());
  }

  /** Many who tell of one storm in words that nobody is sure of make one piece of work. */
  @Test
  void whatIsUnsureIsMergedWithTheSameGuessAtTheSamePlace() {
    Receipt one = submit("enquiry", "有人触电", "13800000001", HOUSE);
    Receipt other = submit("opinion", "触电了快来", "13800000002", "东桥小区3-1-401");
    Request first = get(one);
    assertEquals("emergency", first.kind().wire());
    assertFalse(first.trust().kindSure(), "somebody gave another kind");
    assertEquals(one.requestNo(), other.mergedInto());
    assertEquals(9, get(one).priority());
    assertFalse(get(one).trust().kindSure(), "a person still judges it");

    Receipt complaint = submit("complaint", "你们服务态度差", "13800000003", HOUSE);
    assertNull(complaint.mergedInto());
    Receipt elsewhere = submit("enquiry", "有人触电", "13800000004", "别处8号");
    assertNull(elsewhere.mergedInto());
  }

  /** Nanoseconds of a processor: others may be busy on the same machine. */
  private static long busy() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** A figure for people; what is asserted only tells a text that takes for ever. */
  @Test
  void howLongATextTakes() {
    List<String> texts =
        Stream.of("a", "b")
            .map(
                name ->
                    DataFile.load(
                        null, FindsTest.class, "/triage/control-" + name + ".csv", "kind,text"))
            .flatMap(file -> file.lines().stream())
            .map(line -> line.field(1))
            .toList();
    for (int i = 0; i < 20_000; i++) {
      String name = "绍兴市越城区" + (char) (0x4E00 + i % 140 * 7) + (char) (0x5000 + i / 140 * 11);
      test.written.add(new AddressBook.Written(name + "小区{}幢{}室", "330602", "T"));
    }
    Finder finder = Finder.load(null, new TestHouse().zone());
    Gazetteer names =
        finder.gazetteer(
            test.written.stream()
                .map(one -> new Gazetteer.Written(one.address(), one.region(), null))
                .toList());
    double micros = 0;
    for (int round = 0; round < 12; round++) {
      long begin = busy();
      for (String text : texts) {
        finder.find(text, null, names, "3306", test.clock.instant());
      }
      micros = (busy() - begin) / 1e3 / texts.size();
    }
    System.out.printf("Finds: %.0f microseconds a text of the control set%n", micros);
    assertTrue(micros < 20_000, "microseconds: " + micros);
  }
}
