package io.lamplighter.knowledge;

import io.lamplighter.api.desk.Judge;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.triage.Triage;
import io.lamplighter.store.CommittedFacts;
import io.lamplighter.store.TestDatabase;
import io.lamplighter.store.TestHouse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** The editors' room: a real PostgreSQL, a journal that remembers, a clock that one sets. */
@NullUnmarked
final class Room {
  private static final Words WORDS = Words.load();
  private static final Triage TRIAGE = Triage.load(null, Room.class, "/triage/kinds.model");

  static final int MOST_ARTICLES = 100;
  static final int MOST_GAPS = 3;

  /** Who writes, and who approves. */
  static final Caller WRITER = person("wu", Role.DISPATCHER, "33");

  static final Caller BOSS = person("zhao", Role.SUPERVISOR, "33");
  static final Caller AGENT = person("chen", Role.AGENT, "33");

  final UnitOfWork work = TestDatabase.unit("knowledge");
  final CommittedFacts journal = new CommittedFacts();
  final Shelf shelf = new Shelf(WORDS);
  final Tools tools;
  final Articles articles;
  final ArticleLists lists;
  final Gaps gaps;
  final KnowledgeService knowledge;
  Instant now = Instant.parse("2026-11-30T02:00:00Z");

  Room() {
    TestDatabase.reset("knowledge");
    restart("knowledge.article_no");
    tools =
        new Tools(work, journal, new TestHouse(), () -> now, MOST_ARTICLES, MOST_GAPS, this::look);
    articles = new Articles(tools);
    lists = new ArticleLists(tools, shelf);
    gaps = new Gaps(tools, WORDS);
    knowledge = new KnowledgeService(tools, new Answering(shelf, Room::verdict), gaps);
  }

  /** As the desk judges. */
  static Judge.Verdict verdict(String text) {
    return TRIAGE.judge(text).verdict();
  }

  private void restart(String sequence) {
    work.run(
        t -> {
          try (var statement = t.connection().createStatement()) {
            statement.execute("alter sequence " + sequence + " restart");
          }
        });
  }

  void look() {
    shelf.look(work);
  }

  static Caller person(String name, Role role, String region) {
    return new Caller(name, Caller.Kind.PERSON, Set.of(role), region, Set.of());
  }

  /** A whole text about where electric cats are charged, which nobody else has. */
  static ArticleBody cats(String text) {
    return new ArticleBody(
        "service",
        null,
        "猫咪部",
        "电子猫在哪里充电",
        "Where electric cats are charged",
        text,
        "At the hall, on Mondays.",
        List.of("电子猫充电的地方", "charge my electric cat"),
        "本公司公布",
        "As announced",
        null,
        null);
  }

  Content content(ArticleBody body) {
    return body.checked("33", day());
  }

  LocalDate day() {
    return tools.day(now);
  }

  /** The number of one that is approved. */
  String approved(String text) {
    String no = articles.begin(WRITER, content(cats(text))).head().no();
    articles.submit(WRITER, no, null);
    articles.approve(BOSS, no, null);
    return no;
  }

  List<String> told() {
    return journal.all().stream().map(Fact::type).toList();
  }
}
