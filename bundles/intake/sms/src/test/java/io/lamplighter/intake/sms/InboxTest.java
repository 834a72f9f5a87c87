package io.lamplighter.intake.sms;

import static io.lamplighter.intake.sms.Samples.part;
import static io.lamplighter.intake.sms.Samples.receipt;
import static io.lamplighter.intake.sms.Samples.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.intake.sms.OutboxTables.DueText;
import io.lamplighter.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.Test;

/** Texts are taken in once, long ones put together, and each is answered. */
class InboxTest {
  private static final String WANG = "8613800000000";
  private static final String LI = "13900000000";
  private final Street street = new Street();

  private List<String> words() {
    return street.submissions.values().stream().map(one -> String.valueOf(one.text())).toList();
  }

  private List<String> causes() {
    return street.strings("select cause from sms.set_aside order by id");
  }

  @Test
  void aTextIsASubmissionAndItsAnswerCarriesTheNumber() {
    street.accept(text(WANG, "整个单元停电了"));
    assertEquals(List.of("整个单元停电了"), words());
    String answer = street.answers(WANG).get(0);
    assertTrue(answer.contains("工单号202611221"), answer);
    street.accept(Samples.raw(LI, (byte) 0, Gsm7.encode("No power at 12 Lake Rd")));
    assertTrue(street.answers(LI).get(0).startsWith("Power service: received"));
  }

  @Test
  void theSameTextAgainIsTheSameMessage() {
    street.accept(text(WANG, "停电"), text(WANG, "停电"), text(LI, "停电"));
    assertEquals(2, street.submissions.size());
    assertEquals(1, street.answers(WANG).size());
    street.now = street.now.plus(Duration.ofMinutes(11));
    street.accept(text(WANG, "停电"));
    assertEquals(3, street.submissions.size());
  }

  @Test
  void aDeskThatIsAwayHasTheTextDeliveredAgain() {
    street.deskIsAway = true;
    DeliverSm message = text(WANG, "停电");
    assertThrows(Refusal.Unavailable.class, () -> street.accept(message));
    assertEquals(List.of(), street.answers(WANG));
    street.deskIsAway = false;
    street.accept(message);
    assertEquals(1, street.submissions.size());
    assertEquals(1, street.answers(WANG).size());
  }

  @Test
  void whatNobodyDeliversAgainIsHandledAllTheSame() {
    street.deskIsAway = true;
    assertThrows(Refusal.Unavailable.class, () -> street.accept(text(WANG, "停电")));
    street.deskIsAway = false;
    street.inbox.sweep();
    assertEquals(0, street.submissions.size(), "not at once");
    street.now = street.now.plusSeconds(31);
    street.inbox.sweep();
    street.inbox.sweep();
    assertEquals(1, street.submissions.size());
    assertEquals(1, street.answers(WANG).size());
  }

  @Test
  void whatIsSettledIsDeletedAfterSoManyDays() {
    street.accept(text(WANG, "停电"));
    street.deskIsAway = true;
    assertThrows(Refusal.Unavailable.class, () -> street.accept(text(LI, "停电")));
    street.now = street.now.plus(Duration.ofDays(31));
    TestDatabase.forget("sms", () -> street.now, Map.of("keepDays", 30));
    assertEquals(List.of(LI), street.strings("select number from sms.incoming"));
    assertEquals(1, street.answers(WANG).size(), "is still to be sent");
  }

  @Test
  void partsInAnyOrderAndTwiceAreOneText() {
    street.accept(part(WANG, 7, 3, 3, "来修"), part(WANG, 7, 3, 1, "停电了"), part(LI, 7, 2, 1, "别人"));
    assertEquals(0, street.submissions.size());
    street.accept(part(WANG, 7, 3, 1, "停电了"), part(WANG, 7, 3, 2, "请"));
    assertEquals(List.of("停电了请来修"), words());
    street.accept(part(WANG, 7, 3, 2, "请"));
    assertEquals(1, street.submissions.size());
  }

  @Test
  void aCharacterMayStandInTwoParts() {
    String torch = "🔦";
    street.accept(
        part(WANG, 9, 2, 1, "x" + torch.charAt(0)), part(WANG, 9, 2, 2, torch.charAt(1) + "y"));
    // An encoder writes a lone half as '?', so this shows only that nothing breaks.
    assertEquals(1, street.submissions.size());
  }

  @Test
  void aPartThatNeverComesDoesNotHoldTheRestBack() {
    street.accept(part(WANG, 7, 4, 1, "停电了"), part(WANG, 7, 4, 3, "请来修"));
    street.now = street.now.plus(Duration.ofMinutes(6));
    street.inbox.sweep();
    street.now = street.now.plusSeconds(31);
    street.inbox.sweep();
    assertEquals(List.of("停电了[…]请来修[…]"), words());
    street.accept(part(WANG, 7, 4, 2, "在三幢"));
    assertEquals(List.of("late-part"), causes());
    assertEquals(1, street.submissions.size());
  }

  @Test
  void aReferenceIsUsedAgainForTheNextText() {
    street.accept(part(WANG, 7, 2, 1, "一"), part(WANG, 7, 2, 2, "二"));
    street.accept(part(WANG, 7, 2, 1, "三"), part(WANG, 7, 2, 2, "四"));
    assertEquals(List.of("一二", "三四"), words().stream().sorted().toList());
  }

  @Test
  void unfinishedTextsAreBounded() {
    IntStream.range(0, 25).forEach(i -> street.accept(part(WANG, i, 2, 1, "停" + i)));
    street.accept(part(LI, 1, 200, 1, "x"));
    assertEquals(6, causes().size());
    assertTrue(causes().contains("too-many-texts") && causes().contains("too-many-parts"));
  }

  @Test
  void whatIsNoTextIsSetAsideOnceAndSaidInTheJournal() {
    DeliverSm binary = Samples.raw(WANG, (byte) 4, new byte[] {1, 2, 3});
    street.accept(binary, binary, Samples.raw("POWER", (byte) 0, new byte[] {'a'}));
    assertEquals(List.of("unknown-coding", "no-number"), causes());
    assertEquals(List.of("sms-message.set-aside", "sms-message.set-aside"), street.types());
    assertEquals("3306", street.facts.get(0).region(), "somebody sees it");
  }

  @Test
  void progressIsToldToTheOneWhoAskedForIt() {
    street.accept(text(WANG, "停电"), text(WANG, "进度 202611221"), text("+" + WANG, "JD"));
    assertTrue(street.answers(WANG).get(1).contains("抢修人员已到场"));
    assertTrue(street.answers("+" + WANG).get(0).contains("202611221"));
    street.accept(text(LI, "进度 202611221"));
    assertTrue(street.answers(LI).get(0).contains("没有查到"));
    assertEquals(1, street.submissions.size());
  }

  @Test
  void aBareNumberIsTheScoreOfTheVisitAskedFor() {
    street.accept(text(LI, "5"));
    assertTrue(street.answers(LI).get(0).contains("没有待评价"));
    assertEquals(Carrier.Outcome.TAKEN, street.outbox.carry(notice("n1", "+86 139-0000-0000")));
    street.accept(text(LI, "4分"));
    assertEquals(1, street.moves.size());
    assertEquals(4L, street.moves.get(0).data().get("score"));
    assertTrue(street.answers(LI).get(2).contains("感谢"));
    assertEquals(0, street.submissions.size());
  }

  @Test
  void whoWasAnsweredByTheHouseAndWantsAPersonReachesOne() {
    street.accept(text(LI, "人工"));
    assertEquals(1, street.submissions.size(), "nobody answers at once: a person reads it");
    street.answered = List.of("R1");
    street.accept(text(WANG, "0"));
    assertEquals(2, street.submissions.size(), "he was told of nothing");
    street.outbox.carry(notice("n1", "+86 139-0000-0000"));
    street.accept(text(LI, "转人工！"));
    assertEquals(List.of("R1"), street.wantPersons);
    assertTrue(street.answers(LI).stream().anyMatch(said -> said.contains("已为您转人工，工单R1")));
    assertEquals(2, street.submissions.size());
    street.accept(text(WANG, "人工"));
    assertEquals(List.of("R1"), street.wantPersons, "that is somebody else's");
    street.now = street.now.plus(Duration.ofDays(8));
    street.accept(text(LI, "人工"));
    assertEquals(4, street.submissions.size(), "too long ago");
  }

  private static Notice notice(String id, String phone) {
    return new Notice(id, "R1", "3306", null, phone, "已处理完毕，请回复1-5评分", true);
  }

  @Test
  void whoWantsNoNoticesGetsNone() {
    street.accept(text(LI, "退订"));
    assertEquals(Carrier.Outcome.OPTED_OUT, street.outbox.carry(notice("n1", LI)));
    street.accept(text(LI, "dy"));
    assertEquals(Carrier.Outcome.TAKEN, street.outbox.carry(notice("n1", LI)));
    assertEquals(Carrier.Outcome.TAKEN, street.outbox.carry(notice("n1", LI)));
    assertEquals(3, street.answers(LI).size());
    assertEquals(Carrier.Outcome.NO_ADDRESS, street.outbox.carry(notice("n2", "-")));
  }

  @Test
  void twoMachinesDoNotTalkForEver() {
    for (int i = 0; i < 10; i++) {
      street.accept(text(LI, "自动回复" + i));
    }
    assertEquals(10, street.submissions.size());
    assertEquals(3, street.answers(LI).size());
  }

  @Test
  void aReceiptFindsItsTextWhicheverComesFirst() {
    street.accept(text(WANG, "停电"), text(LI, "停电"));
    List<DueText> texts = street.outbox.take(9);
    street.outbox.partSent(texts.get(0), 1, "1f");
    street.outbox.sent(texts.get(0));
    street.accept(receipt("ENROUTE", "ENROUTE"), receipt("31", "DELIVRD"));
    street.accept(receipt("77", "UNDELIV"), receipt("77", "UNDELIV"));
    street.outbox.partSent(texts.get(1), 1, "77");
    street.outbox.sent(texts.get(1));
    assertEquals(
        List.of("delivered", "failed"),
        street.strings("select state from sms.outgoing order by state"));
    assertEquals(
        List.of("notice.sent", "notice.delivered", "notice.sent", "notice.failed"), street.types());
  }

  @Test
  void whatAnOlderVersionHadToSendIsSent() {
    street.work.run(
        transaction ->
            transaction
                .connection()
                .createStatement()
                .execute(
                    "insert into sms.outgoing (notice, number, ton, npi, service, text, subject,"
                        + " region, made_at, next_at, changed_at) select 'n' || i, '86138', 0, 1,"
                        + " '95598', 't' || i, 'R1', '33', '2026-11-21', '2026-11-21', '2026-11-21'"
                        + " from generate_series(1, 2) i"));
    List<DueText> texts = street.outbox.take(9);
    assertEquals(List.of("t1", "t2"), texts.stream().map(due -> due.text().text()).toList());
  }

  /** A centre that answers in hexadecimal and writes receipts in ten decimal digits. */
  @Test
  void aReceiptIsNobodyElses() {
    street.accept(text(WANG, "停电"), text(LI, "停电"));
    List<DueText> texts = street.outbox.take(9);
    street.accept(receipt(LI, "0000000010", "UNDELIV"));
    street.outbox.partSent(texts.get(0), 1, "00000010");
    street.outbox.sent(texts.get(0));
    street.outbox.partSent(texts.get(1), 1, "0000000A");
    street.outbox.sent(texts.get(1));
    assertEquals(
        List.of("sent", "failed"), street.strings("select state from sms.outgoing order by id"));
    street.accept(receipt("+" + WANG, "0000000016", "DELIVRD"));
    assertEquals(
        List.of("delivered", "failed"),
        street.strings("select state from sms.outgoing order by id"));
  }

  /** As soon as a letter has told that this centre converts, equal digits are not the same id. */
  @Test
  void aReceiptIsNoOtherTextsOfTheSameSubscriber() {
    street.accept(text(WANG, "停电"), text(WANG, "进度 202611221"), text(WANG, "JD"));
    List<DueText> texts = street.outbox.take(9);
    sent(texts.get(0), "0000040E");
    street.accept(receipt(WANG, "0000001038", "DELIVRD"));
    sent(texts.get(1), "00001037");
    // Comes before the centre has answered the third, whose it is.
    street.accept(receipt(WANG, "0000001037", "UNDELIV"));
    sent(texts.get(2), "0000040D");
    street.accept(receipt(WANG, "0000004151", "DELIVRD"));
    assertEquals(
        List.of("delivered", "delivered", "failed"),
        street.strings("select state from sms.outgoing order by id"));
  }

  private void sent(DueText text, String id) {
    street.outbox.partSent(text, 1, id);
    street.outbox.sent(text);
  }

  @Test
  void aReceiptIsKeptWhateverStandsInIt() {
    street.accept(text(WANG, "停电"));
    DueText sent = street.outbox.take(9).get(0);
    street.outbox.partSent(sent, 1, "1037");
    street.outbox.sent(sent);
    street.accept(receipt("0000001037\0", "UNDELIV"));
    assertEquals(List.of("failed"), street.strings("select state from sms.outgoing"));
    assertEquals(List.of(), causes());
  }

  @Test
  void whatTheDatabaseRefusesIsSetAsideAndNotAskedForAgain() {
    DeliverSm message = text(WANG, "停电");
    message.setDestAddress("955\0" + "98");
    street.accept(message, message);
    assertEquals(List.of("not-storable"), causes());
  }

  @Test
  void theSameFromManyLinesAtOnceIsOne() {
    ExecutorService lines = Executors.newFixedThreadPool(6);
    try {
      IntStream.range(0, 60)
          .mapToObj(
              i ->
                  CompletableFuture.runAsync(
                      () -> {
                        street.accept(text(WANG, "停电" + i % 10));
                        street.accept(part(LI, i % 5, 2, 1 + i % 2, "p" + i % 2));
                      },
                      lines))
          .toList()
          .forEach(CompletableFuture::join);
    } finally {
      lines.shutdownNow();
    }
    List<String> whole = words();
    assertEquals(10, whole.stream().filter(one -> one.startsWith("停电")).count());
    assertEquals(List.of("p0p1"), whole.stream().filter(one -> one.startsWith("p")).toList());
  }
}
