package io.lamplighter.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.knowledge.Question;
import io.lamplighter.store.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What could not be answered is counted, says nothing of who asked, and is learned from. */
class GapsTest {
  private final Room room = new Room();

  private Question question(String text, String region) {
    return new Question(text, region, Locale.CHINESE, room.now);
  }

  private void ask(String text, String region, String requestNo) {
    room.knowledge.gap(question(text, region), requestNo);
  }

  private List<Gap> open() {
    return room.gaps.list(Room.AGENT, Gap.State.OPEN, null, 10).items();
  }

  @Test
  void whatIsAskedAlikeIsOneAndARequestCountsOnce() {
    ask("请问电子猫的爪子在哪里修", "330602", "R1");
    ask("电子猫的爪子在哪里修？谢谢", "330603", "R2");
    ask("电子猫的爪子在哪里修？谢谢", "330603", "R2");
    ask("机器狗怎么充电", "", "R3");
    List<Gap> gaps = open();
    assertEquals(List.of(2L, 1L), gaps.stream().map(Gap::asked).toList());
    assertEquals("3306", gaps.get(0).region());
    assertEquals("33", gaps.get(1).region());
    assertEquals(1, room.gaps.list(Room.AGENT, Gap.State.OPEN, null, 1).items().size());
  }

  @Test
  void nothingPersonalIsKept() {
    ask("我叫王小明，住幸福路12号3幢401，电话13812345678，户号3300056789，微信wx_ming88，电子猫坏了找谁", "330602", "R1");
    String text = open().get(0).text();
    for (String personal : List.of("王小明", "12号", "401", "138", "3300", "ming", "幸福")) {
      assertFalse(text.contains(personal), text);
    }
    assertTrue(text.contains("电子猫坏了找谁"), text);
  }

  @Test
  void anAnsweredOneTeachesWhatAnswersIt() {
    String no = room.approved("在营业厅。");
    String text = "纪念册怎么领取";
    assertTrue(room.knowledge.answer(question(text, "330602")).isEmpty());
    ask(text, "330602", "R1");
    long id = open().get(0).id();
    assertThrows(Refusal.Forbidden.class, () -> room.gaps.close(Room.AGENT, id, null, no));
    assertThrows(Refusal.Invalid.class, () -> room.gaps.close(Room.BOSS, id, null, "K9999"));
    assertThrows(Refusal.Stale.class, () -> room.gaps.close(Room.BOSS, id, 7L, no));
    room.gaps.close(Room.BOSS, id, 1L, no);
    assertEquals(no, room.knowledge.answer(question(text, "330602")).orElseThrow().no());
    assertThrows(Refusal.Conflict.class, () -> room.gaps.close(Room.BOSS, id, null, no));
    assertEquals(
        Map.of("as", "answered", "article", no, "asked", 1L),
        room.journal.all().get(room.journal.all().size() - 1).data());
    // Whoever asks it all the same, and is not answered, opens it.
    ask(text, "330602", "R2");
    assertEquals(2, open().get(0).asked());
  }

  @Test
  void whatIsNotOursStaysClosed() {
    String no = room.approved("在营业厅。");
    ask("电子猫在哪里充电", "330602", "R1");
    assertEquals(no, room.knowledge.answer(question("电子猫在哪里充电", "330602")).orElseThrow().no());
    room.gaps.close(Room.BOSS, open().get(0).id(), null, null);
    assertTrue(room.knowledge.answer(question("电子猫在哪里充电", "330602")).isEmpty());
    ask("电子猫在哪里充电", "330602", "R2");
    assertTrue(open().isEmpty());
  }

  /** Whoever is of one place closes nothing for all, and what he says is learned there only. */
  @Test
  void whatIsSaidOfOnePlaceIsNotLearnedInAnother() {
    String no = room.approved("在营业厅。");
    io.lamplighter.api.security.Caller there =
        Room.person("sun", io.lamplighter.api.security.Role.SUPERVISOR, "330604");
    String text = "电子猫在哪里充电";
    ask(text, "330602", "R1");
    ask(text, "330604", "R2");
    long both = open().get(0).id();
    assertThrows(Refusal.Forbidden.class, () -> room.gaps.close(there, both, null, null));
    room.gaps.close(Room.BOSS, both, null, null);
    assertTrue(room.knowledge.answer(question(text, "330602")).isEmpty());

    ask("charge my electric cat", "330604", "R3");
    room.gaps.close(there, open().get(0).id(), null, null);
    String english = "charge my electric cat";
    assertTrue(room.knowledge.answer(question(english, "330604")).isEmpty());
    assertEquals(no, room.knowledge.answer(question(english, "330602")).orElseThrow().no());
    // Asked in vain elsewhere, it is open again, and teaches what it did where it did.
    ask(english, "330602", "R4");
    assertEquals(1, open().size());
    room.look();
    assertTrue(room.knowledge.answer(question(english, "330604")).isEmpty());
    assertEquals(no, room.knowledge.answer(question(english, "330602")).orElseThrow().no());
  }

  @Test
  void whatWasLearnedStaysWhenItIsAskedAgain() {
    String no = room.approved("在营业厅。");
    String text = "纪念册怎么领取";
    ask(text, "330602", "R1");
    room.gaps.close(Room.BOSS, open().get(0).id(), null, no);
    ask(text, "330602", "R2");
    room.look();
    assertEquals(no, room.knowledge.answer(question(text, "330602")).orElseThrow().no());
    assertTrue(room.knowledge.answer(question(text, "330604")).isEmpty());
  }

  @Test
  void whatAPersonAnswersIsNoGap() {
    ask("我要投诉王小明", "330602", "R1");
    ask("有人触电了", "330602", "R2");
    ask("我要举报邻居偷电", "330602", "R3");
    assertTrue(open().isEmpty());
  }

  @Test
  void ofTooManyTheRarestGo() {
    for (String text : List.of("苹果", "香蕉", "樱桃")) {
      ask(text, "330602", "R" + text);
    }
    ask("苹果", "330602", "R2");
    ask("葡萄", "330602", "R3");
    assertEquals(List.of("苹果", "樱桃", "葡萄"), open().stream().map(Gap::text).toList());
  }

  @Test
  void whatNobodyAsksAnyMoreIsForgotten() {
    ask("苹果", "330602", "R1");
    room.now = room.now.plus(Duration.ofDays(366));
    ask("樱桃", "330602", "R2");
    assertEquals(1, TestDatabase.forget("knowledge", () -> room.now, Map.of()));
    assertEquals(List.of("樱桃"), open().stream().map(Gap::text).toList());
  }

  @Test
  void aRegionIsWhatAllBeginWith() {
    assertEquals("3306", Gaps.common("330602", "330603"));
    assertEquals("33", Gaps.common("3306", "3301"));
    assertEquals("330602", Gaps.common("330602", "330602001"));
    assertEquals("", Gaps.common("33", "44"));
  }
}
