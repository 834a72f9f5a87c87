package io.lamplighter.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lamplighter.api.FieldError;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.knowledge.Article;
import io.lamplighter.api.knowledge.Question;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.knowledge.ArticleLists.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is told was approved by somebody who has not written it, and holds there and then. */
class ArticlesTest {
  private static final Wanted ALL = new Wanted(null, null, null);
  private final Room room = new Room();

  private Optional<Article> asked(String region, Instant at) {
    return room.knowledge.answer(new Question("电子猫在哪里充电", region, Locale.CHINESE, at));
  }

  private Optional<Article> asked() {
    return asked("330602", room.now);
  }

  @Test
  void whatAnotherPersonHasApprovedIsTold() {
    String no = room.articles.begin(Room.WRITER, room.content(Room.cats("在营业厅。"))).head().no();
    assertEquals("K0001", no);
    assertTrue(asked().isEmpty(), "a draft");
    room.articles.submit(Room.WRITER, no, 1L);
    assertTrue(asked().isEmpty(), "in review");
    room.articles.approve(Room.BOSS, no, 2L);
    Article told = asked().orElseThrow();
    assertEquals(no, told.no());
    assertEquals(1, told.version());
    assertEquals("在营业厅。", told.text());
    assertEquals("本公司公布", told.source());
    assertTrue(told.likelihood() >= Sureness.ENOUGH, told.toString());
    assertEquals(List.of("article.submitted", "article.approved"), room.told());
    Fact approved = room.journal.all().get(1);
    assertEquals("zhao", approved.actor());
    assertEquals("service", approved.data().get("topic"));
    assertEquals(64, String.valueOf(approved.data().get("digest")).length());
    assertNull(approved.data().get("replaces"));
  }

  @Test
  void whoeverWroteOnItCannotApproveIt() {
    Caller other = Room.person("qian", Role.SUPERVISOR, "33");
    String no = room.articles.begin(Room.BOSS, room.content(Room.cats("一"))).head().no();
    room.articles.write(other, no, null, room.content(Room.cats("二")));
    room.articles.submit(Room.WRITER, no, null);
    for (Caller writer : List.of(Room.BOSS, other)) {
      Refusal refused =
          assertThrows(Refusal.Forbidden.class, () -> room.articles.approve(writer, no, null));
      assertEquals("article.own-work", refused.code());
    }
    assertThrows(Refusal.Forbidden.class, () -> room.articles.approve(Room.AGENT, no, null));
    assertThrows(
        Refusal.Forbidden.class,
        () -> room.articles.begin(Room.AGENT, room.content(Room.cats("三"))));
    assertTrue(asked().isEmpty());
  }

  @Test
  void theEditionBeforeIsToldUntilTheNextIsApprovedAndValid() {
    String no = room.approved("旧的说法");
    ArticleBody next =
        new ArticleBody(
            "service",
            null,
            "猫咪部",
            "电子猫在哪里充电",
            "Where electric cats are charged",
            "新的说法",
            "new",
            List.of(),
            "来源",
            "source",
            "2026-12-10",
            "2026-12-20");
    assertEquals(2, room.articles.write(Room.WRITER, no, null, room.content(next)).head().newest());
    assertEquals("旧的说法", asked().orElseThrow().text());
    room.articles.submit(Room.WRITER, no, null);
    assertEquals(
        "article.in-review",
        assertThrows(
                Refusal.Conflict.class,
                () -> room.articles.write(Room.WRITER, no, null, room.content(next)))
            .code());
    room.articles.approve(Room.BOSS, no, null);
    assertEquals("旧的说法", asked().orElseThrow().text());
    assertEquals(
        "新的说法", asked("330602", Instant.parse("2026-12-09T16:00:00Z")).orElseThrow().text());
    assertTrue(
        asked("330602", Instant.parse("2026-12-20T16:00:00Z")).isEmpty(), "its last day is over");
    assertEquals(1L, room.journal.all().get(room.journal.all().size() - 1).data().get("replaces"));
    List<EditionView> editions = room.lists.editions(Room.AGENT, no, Integer.MAX_VALUE, 10).items();
    assertEquals(List.of(2, 1), editions.stream().map(EditionView::edition).toList());
    assertEquals("旧的说法", editions.get(1).textZh());
  }

  @Test
  void whatIsReturnedIsKeptAndWrittenAnew() {
    String no = room.articles.begin(Room.WRITER, room.content(Room.cats("一"))).head().no();
    room.articles.submit(Room.WRITER, no, null);
    room.articles.giveBack(Room.BOSS, no, null, "来源不明");
    room.articles.write(Room.WRITER, no, null, room.content(Room.cats("二")));
    List<EditionView> editions = room.lists.editions(Room.BOSS, no, Integer.MAX_VALUE, 10).items();
    assertEquals("returned", editions.get(1).state());
    assertEquals("来源不明", editions.get(1).reason());
    assertEquals("draft", editions.get(0).state());
    assertFalse(room.journal.all().toString().contains("来源不明"), "reasons stay here");
  }

  @Test
  void whatIsWithdrawnIsToldToNobody() {
    String no = room.approved("在营业厅。");
    room.articles.write(Room.WRITER, no, null, room.content(Room.cats("草稿")));
    room.articles.withdraw(Room.BOSS, no, null, "已停办");
    assertTrue(asked().isEmpty());
    assertEquals(
        "article.not-told",
        assertThrows(Refusal.Conflict.class, () -> room.articles.withdraw(Room.BOSS, no, null, "又"))
            .code());
  }

  @Test
  void whoeverSawAnOlderOneChangesNothing() {
    String no = room.articles.begin(Room.WRITER, room.content(Room.cats("一"))).head().no();
    room.articles.write(Room.WRITER, no, 1L, room.content(Room.cats("二")));
    assertThrows(
        Refusal.Stale.class,
        () -> room.articles.write(Room.WRITER, no, 1L, room.content(Room.cats("三"))));
    assertThrows(
        Refusal.Conflict.class, () -> room.articles.approve(Room.BOSS, no, null), "a draft");
  }

  @Test
  void anUnfinishedOneIsNotLookedAt() {
    ArticleBody half =
        new ArticleBody(
            "service", null, null, "标题", null, null, null, null, null, null, null, null);
    String no = room.articles.begin(Room.WRITER, room.content(half)).head().no();
    Refusal.Invalid refused =
        assertThrows(Refusal.Invalid.class, () -> room.articles.submit(Room.WRITER, no, null));
    assertEquals(
        List.of("/owner", "/titleEn", "/textZh", "/textEn", "/sourceZh", "/sourceEn"),
        refused.errors().stream().map(FieldError::pointer).toList());
    ArticleBody bad =
        new ArticleBody(
            "weather",
            "3x",
            "x".repeat(101),
            null,
            null,
            "y".repeat(4001),
            null,
            null,
            null,
            null,
            "31.12.2026",
            "never");
    Refusal.Invalid worse = assertThrows(Refusal.Invalid.class, () -> room.content(bad));
    assertEquals(
        List.of("/topic", "/region", "/owner", "/textZh", "/validFrom", "/validTo"),
        worse.errors().stream().map(FieldError::pointer).toList());
  }

  @Test
  void aRegionIsItsOwn() {
    Caller city = Room.person("sun", Role.SUPERVISOR, "3306");
    assertThrows(
        Refusal.Forbidden.class, () -> room.articles.begin(city, room.content(Room.cats("全省"))));
    String province = room.approved("全省的说法");
    assertEquals(province, room.articles.get(city, province).head().no());
    assertThrows(Refusal.Forbidden.class, () -> room.articles.withdraw(city, province, null, "不对"));
    ArticleBody here =
        new ArticleBody(
            "service",
            "3306",
            "猫咪部",
            "电子猫在哪里充电",
            "Where electric cats are charged",
            "本市的说法",
            "city",
            List.of("电子猫充电的地方"),
            "来源",
            "source",
            null,
            null);
    String no = room.articles.begin(city, room.content(here)).head().no();
    room.articles.submit(city, no, null);
    room.articles.approve(Room.BOSS, no, null);
    assertEquals("本市的说法", asked("330602", room.now).orElseThrow().text());
    assertEquals("全省的说法", asked("330102", room.now).orElseThrow().text());
    Caller elsewhere = Room.person("li", Role.SUPERVISOR, "32");
    assertThrows(Refusal.NotFound.class, () -> room.articles.get(elsewhere, no));
  }

  @Test
  void listsAndWordsFindThem() {
    String no = room.approved("在营业厅。");
    room.articles.begin(Room.WRITER, room.content(Room.cats("又一条")));
    assertEquals(2, room.lists.list(Room.AGENT, ALL, null, 10).items().size());
    assertEquals(1, room.lists.list(Room.AGENT, ALL, null, 1).items().size());
    room.look();
    for (String words : List.of("电子猫", "electric cats", "k0001")) {
      List<ArticleView> found = room.lists.search(Room.AGENT, ALL, words, 10).items();
      assertTrue(found.stream().anyMatch(one -> one.no().equals(no)), words);
    }
    Wanted drafts = new Wanted(ArticleState.DRAFT, null, null);
    assertEquals(1, room.lists.search(Room.AGENT, drafts, "电子猫", 10).items().size());
    assertEquals(1, room.lists.view(room.articles.get(Room.AGENT, no)).told());
  }

  @Test
  void thoseThatShipAreLaidOnce() {
    new Shipped(room.tools).lay();
    new Shipped(room.tools).lay();
    long all = room.work.call(t -> new ArticleTables(t.connection()).countAlone());
    assertTrue(all >= 60, all + " articles");
    assertEquals(all, room.told().stream().filter("article.approved"::equals).count());
    assertEquals("system:knowledge", room.journal.all().get(0).actor());
    Article told =
        room.knowledge
            .answer(new Question("How do I get an invoice", "", Locale.ENGLISH, room.now))
            .orElseThrow();
    assertEquals("How to get an invoice", told.title());
  }
}
