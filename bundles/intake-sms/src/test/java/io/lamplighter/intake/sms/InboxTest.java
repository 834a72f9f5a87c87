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
import io.lamplighter.api.store.Retention;
import io.lamplighter.intake.sms.OutboxTables.Text;
import java.time.Duration;
import java.util.List;
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
  private final House house = new House();

  private List<String> words() {
    return house.submissions.values().stream().map(one -> String.valueOf(one.text())).toList();
  }

  private List<String> causes() {
    return house.strings("select cause from sms.set_aside order by id");
  }

  @Test
  void aTextIsASubmissionAndItsAnswerCarriesTheNumber() {
    house.accept(text(WANG, "整个单元停电了"));
    assertEquals(List.of("整个单元停电了"), words());
    String answer = house.answers(WANG).get(0);
    assertTrue(answer.contains("工单号202611221"), answer);
    house.accept(Samples.raw(LI, (byte) 0, Gsm7.encode("No power at 12 Lake Rd")));
    assertTrue(house.answers(LI).get(0).startsWith("Power service: received"));
  }

  @Test
  void theSameTextAgainIsTheSameMessage() {
    house.accept(text(WANG, "停电"), text(WANG, "停电"), text(LI, "停电"));
    assertEquals(2, house.submissions.size());
    assertEquals(1, house.answers(WANG).size());
    house.now = house.now.plus(Duration.ofMinutes(11));
    house.accept(text(WANG, "停电"));
    assertEquals(3, house.submissions.size());
  }

  @Test
  void aDeskThatIsAwayHasTheTextDeliveredAgain() {
    house.deskIsAway = true;
    DeliverSm message = text(WANG, "停电");
    assertThrows(Refusal.Unavailable.class, () -> house.accept(message));
    assertEquals(List.of(), house.answers(WANG));
    house.deskIsAway = false;
    house.accept(message);
    assertEquals(1, house.submissions.size());
    assertEquals(1, house.answers(WANG).size());
  }

  @Test
  void whatNobodyDeliversAgainIsHandledAllTheSame() {
    house.deskIsAway = true;
    assertThrows(Refusal.Unavailable.class, () -> house.accept(text(WANG, "停电")));
    house.deskIsAway = false;
    house.inbox.sweep();
    assertEquals(0, house.submissions.size(), "not at once");
    house.now = house.now.plusSeconds(31);
    house.inbox.sweep();
    house.inbox.sweep();
    assertEquals(1, house.submissions.size());
    assertEquals(1, house.answers(WANG).size());
  }

  @Test
  void whatIsSettledIsDeletedAfterSoManyDays() {
    house.accept(text(WANG, "停电"));
    house.deskIsAway = true;
    assertThrows(Refusal.Unavailable.class, () -> house.accept(text(LI, "停电")));
    house.now = house.now.plus(Duration.ofDays(31));
    new Retention(house.work, () -> house.now, 30, SmsIntake.KEPT).round();
    assertEquals(List.of(LI), house.strings("select number from sms.incoming"));
    assertEquals(1, house.answers(WANG).size(), "is still to be sent");
  }

  @Test
  void partsInAnyOrderAndTwiceAreOneText() {
    house.accept(part(WANG, 7, 3, 3, "来修"), part(WANG, 7, 3, 1, "停电了"), part(LI, 7, 2, 1, "别人"));
    assertEquals(0, house.submissions.size());
    house.accept(part(WANG, 7, 3, 1, "停电了"), part(WANG, 7, 3, 2, "请"));
    assertEquals(List.of("停电了请来修"), words());
    house.accept(part(WANG, 7, 3, 2, "请"));
    assertEquals(1, house.submissions.size());
  }

  @Test
  void aCharacterMayStandInTwoParts() {
    String torch = "🔦";
    house.accept(
        part(WANG, 9, 2, 1, "x" + torch.charAt(0)), part(WANG, 9, 2, 2, torch.charAt(1) + "y"));
    // An encoder writes a lone half as '?', so this shows only that nothing breaks.
    assertEquals(1, house.submissions.size());
  }

  @Test
  void aPartThatNeverComesDoesNotHoldTheRestBack() {
    house.accept(part(WANG, 7, 4, 1, "停电了"), part(WANG, 7, 4, 3, "请来修"));
    house.now = house.now.plus(Duration.ofMinutes(6));
    house.inbox.sweep();
    house.now = house.now.plusSeconds(31);
    house.inbox.sweep();
    assertEquals(List.of("停电了[…]请来修[…]"), words());
    house.accept(part(WANG, 7, 4, 2, "在三幢"));
    assertEquals(List.of("late-part"), causes());
    assertEquals(1, house.submissions.size());
  }

  @Test
  void aReferenceIsUsedAgainForTheNextText() {
    house.accept(part(WANG, 7, 2, 1, "一"), part(WANG, 7, 2, 2, "二"));
    house.accept(part(WANG, 7, 2, 1, "三"), part(WANG, 7, 2, 2, "四"));
    assertEquals(List.of("一二", "三四"), words().stream().sorted().toList());
  }

  @Test
  void unfinishedTextsAreBounded() {
    IntStream.range(0, 25).forEach(i -> house.accept(part(WANG, i, 2, 1, "停" + i)));
    house.accept(part(LI, 1, 200, 1, "x"));
    assertEquals(6, causes().size());
    assertTrue(causes().contains("too-many-texts") && causes().contains("too-many-parts"));
  }

  @Test
  void whatIsNoTextIsSetAsideOnceAndSaidInTheJournal() {
    DeliverSm binary = Samples.raw(WANG, (byte) 4, new byte[] {1, 2, 3});
    house.accept(binary, binary, Samples.raw("POWER", (byte) 0, new byte[] {'a'}));
    assertEquals(List.of("unknown-coding", "no-number"), causes());
    assertEquals(List.of("sms-message.set-aside", "sms-message.set-aside"), house.types());
  }

  @Test
  void progressIsToldToTheOneWhoAskedForIt() {
    house.accept(text(WANG, "停电"), text(WANG, "进度 202611221"), text("+" + WANG, "JD"));
    assertTrue(house.answers(WANG).get(1).contains("抢修人员已到场"));
    assertTrue(house.answers("+" + WANG).get(0).contains("202611221"));
    house.accept(text(LI, "进度 202611221"));
    assertTrue(house.answers(LI).get(0).contains("没有查到"));
    assertEquals(1, house.submissions.size());
  }

  @Test
  void aBareNumberIsTheScoreOfTheVisitAskedFor() {
    house.accept(text(LI, "5"));
    assertTrue(house.answers(LI).get(0).contains("没有待评价"));
    assertEquals(Carrier.Outcome.TAKEN, house.outbox.carry(notice("n1", "+86 139-0000-0000")));
    house.accept(text(LI, "4分"));
    assertEquals(1, house.moves.size());
    assertEquals(4L, house.moves.get(0).data().get("score"));
    assertTrue(house.answers(LI).get(2).contains("感谢"));
    assertEquals(0, house.submissions.size());
  }

  private static Notice notice(String id, String phone) {
    return new Notice(id, "R1", "3306", null, phone, "已处理完毕，请回复1-5评分", true);
  }

  @Test
  void whoWantsNoNoticesGetsNone() {
    house.accept(text(LI, "退订"));
    assertEquals(Carrier.Outcome.OPTED_OUT, house.outbox.carry(notice("n1", LI)));
    house.accept(text(LI, "dy"));
    assertEquals(Carrier.Outcome.TAKEN, house.outbox.carry(notice("n1", LI)));
    assertEquals(Carrier.Outcome.TAKEN, house.outbox.carry(notice("n1", LI)));
    assertEquals(3, house.answers(LI).size());
    assertEquals(Carrier.Outcome.NO_ADDRESS, house.outbox.carry(notice("n2", "-")));
  }

  @Test
  void twoMachinesDoNotTalkForEver() {
    for (int i = 0; i < 10; i++) {
      house.accept(text(LI, "自动回复" + i));
    }
    assertEquals(10, house.submissions.size());
    assertEquals(3, house.answers(LI).size());
  }

  @Test
  void aReceiptFindsItsTextWhicheverComesFirst() {
    house.accept(text(WANG, "停电"), text(LI, "停电"));
    List<Text> texts = house.outbox.take(9);
    house.outbox.partSent(texts.get(0), 1, "1f");
    house.outbox.sent(texts.get(0));
    house.accept(receipt("ENROUTE", "ENROUTE"), receipt("31", "DELIVRD"));
    house.accept(receipt("77", "UNDELIV"), receipt("77", "UNDELIV"));
    house.outbox.partSent(texts.get(1), 1, "77");
    house.outbox.sent(texts.get(1));
    assertEquals(
        List.of("delivered", "failed"),
        house.strings("select state from sms.outgoing order by state"));
    assertEquals(
        List.of("notice.sent", "notice.delivered", "notice.sent", "notice.failed"), house.types());
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
                        house.accept(text(WANG, "停电" + i % 10));
                        house.accept(part(LI, i % 5, 2, 1 + i % 2, "p" + i % 2));
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
