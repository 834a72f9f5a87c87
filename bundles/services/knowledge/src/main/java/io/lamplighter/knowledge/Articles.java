package io.lamplighter.knowledge;

import io.lamplighter.api.Refusal;
import io.lamplighter.api.Text;
import io.lamplighter.api.knowledge.ArticleFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.knowledge.ArticleTables.Whole;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of an article: written, submitted, approved by somebody who has not written on it,
 * withdrawn. What is approved stays as it is; whoever writes on begins the next edition, and until
 * that is approved and valid the one before is told.
 */
final class Articles {
  static final Role[] WRITERS = {Role.DISPATCHER, Role.SUPERVISOR, Role.ADMINISTRATOR};
  static final Role[] APPROVERS = {Role.SUPERVISOR, Role.ADMINISTRATOR};

  /** So often an article is written anew. */
  private static final int MOST_EDITIONS = 500;

  private final Tools tools;

  Articles(Tools tools) {
    this.tools = tools;
  }

  /** What is done with an article that nobody else changes meanwhile. */
  @FunctionalInterface
  private interface Act {
    void on(Transaction transaction, ArticleTables tables, Whole found) throws SQLException;
  }

  Whole get(Caller caller, String no) {
    caller.require(Role.values());
    return tools.work().call(t -> seen(caller, new ArticleTables(t.connection()).find(no, false)));
  }

  /**
   * @throws Refusal.Conflict {@code articles.full} when there are as many as may be
   */
  Whole begin(Caller caller, Content says) {
    caller.require(WRITERS);
    caller.requireRegion(says.region());
    return tools
        .work()
        .command(
            t -> {
              ArticleTables tables = new ArticleTables(t.connection());
              if (tables.countAlone() >= tools.mostArticles()) {
                throw new Refusal.Conflict(
                    "articles.full",
                    new Text(
                        "There are " + tools.mostArticles() + " articles, as many as there may be",
                        "知识已达上限 " + tools.mostArticles() + " 条"));
              }
              String no = tables.begin(says, ArticleState.DRAFT, caller.actor(), tools.now());
              t.afterCommit(tools.changed());
              return seen(caller, tables.find(no, false));
            });
  }

  /**
   * Writes on its draft, or begins the next edition.
   *
   * @param seen the version that the caller saw, null for any
   * @throws Refusal.Conflict {@code article.in-review} while it is looked at
   */
  Whole write(Caller caller, String no, @Nullable Long seen, Content says) {
    caller.require(WRITERS);
    caller.requireRegion(says.region());
    return act(
        caller,
        no,
        seen,
        (t, tables, found) -> {
          int newest = found.head().newest();
          switch (found.newest().state()) {
            case IN_REVIEW ->
                throw new Refusal.Conflict(
                    "article.in-review",
                    new Text("It is in review: have it returned first", "正在审核：请先退回再修改"));
            case DRAFT -> tables.rewrite(no, newest, says, caller.actor(), tools.now());
            default -> {
              if (newest >= MOST_EDITIONS) {
                throw new Refusal.Conflict(
                    "article.editions-full",
                    new Text(
                        "It has " + MOST_EDITIONS + " editions: begin another article",
                        "该知识已有 " + MOST_EDITIONS + " 个版本：请另建一条"));
              }
              tables.add(no, newest + 1, says, ArticleState.DRAFT, caller.actor(), tools.now());
            }
          }
        });
  }

  /**
   * @throws Refusal.Invalid naming what it does not say yet
   */
  Whole submit(Caller caller, String no, @Nullable Long seen) {
    caller.require(WRITERS);
    return act(
        caller,
        no,
        seen,
        (t, tables, found) -> {
          Edition draft = found.newest();
          expect(draft, ArticleState.DRAFT);
          ArticleBody.whole(draft.says());
          tables.submitted(no, draft.edition(), caller.actor(), tools.now());
          tell(t, draft, new ArticleFact.Submitted(about(draft)), caller);
        });
  }

  /**
   * @throws Refusal.Forbidden {@code article.own-work} for whoever wrote on it
   */
  Whole approve(Caller caller, String no, @Nullable Long seen) {
    caller.require(APPROVERS);
    return act(
        caller,
        no,
        seen,
        (t, tables, found) -> {
          Edition read = found.newest();
          expect(read, ArticleState.IN_REVIEW);
          if (read.writers().contains(caller.actor())) {
            throw new Refusal.Forbidden(
                "article.own-work",
                new Text("Whoever wrote on it cannot approve it", "撰写人不能审核自己的内容"));
          }
          List<Edition> before = tables.approved(no);
          Long replaced = before.isEmpty() ? null : (long) before.get(before.size() - 1).edition();
          judge(tables, read, ArticleState.APPROVED, caller, null);
          tell(t, read, new ArticleFact.Approved(about(read), replaced), caller);
        });
  }

  Whole giveBack(Caller caller, String no, @Nullable Long seen, String reason) {
    caller.require(APPROVERS);
    return act(
        caller,
        no,
        seen,
        (t, tables, found) -> {
          Edition read = found.newest();
          expect(read, ArticleState.IN_REVIEW);
          judge(tables, read, ArticleState.RETURNED, caller, reason);
          tell(t, read, new ArticleFact.Returned(about(read)), caller);
        });
  }

  /**
   * Takes every approved edition back: nobody is told any of them from now on.
   *
   * @throws Refusal.Conflict {@code article.not-told} when none is approved
   */
  Whole withdraw(Caller caller, String no, @Nullable Long seen, String reason) {
    caller.require(APPROVERS);
    return act(
        caller,
        no,
        seen,
        (t, tables, found) -> {
          List<Edition> told = tables.approved(no);
          if (told.isEmpty()) {
            throw new Refusal.Conflict(
                "article.not-told", new Text("None of its editions is approved", "没有已批准的版本可撤回"));
          }
          for (Edition one : told) {
            caller.requireRegion(one.says().region());
            judge(tables, one, ArticleState.WITHDRAWN, caller, reason);
          }
          Edition last = told.get(told.size() - 1);
          tell(t, last, new ArticleFact.Withdrawn(about(last)), caller);
        });
  }

  private Whole act(Caller caller, String no, @Nullable Long seen, Act act) {
    return tools
        .work()
        .command(
            t -> {
              ArticleTables tables = new ArticleTables(t.connection());
              Whole found = seen(caller, tables.find(no, true));
              caller.requireRegion(found.head().region());
              if (seen != null && seen != found.head().version()) {
                throw new Refusal.Stale(seen, found.head().version());
              }
              act.on(t, tables, found);
              tables.moved(no, caller.actor(), tools.now());
              t.afterCommit(tools.changed());
              return seen(caller, tables.find(no, false));
            });
  }

  private void judge(
      ArticleTables tables,
      Edition edition,
      ArticleState state,
      Caller caller,
      @Nullable String reason)
      throws SQLException {
    tables.judged(edition.no(), edition.edition(), state, caller.actor(), tools.now(), reason);
  }

  private void tell(Transaction transaction, Edition edition, Record fact, Caller caller) {
    tools.tell(transaction, fact, edition.no(), edition.says().region(), caller.actor());
  }

  static ArticleFact.About about(Edition edition) {
    Content says = edition.says();
    return new ArticleFact.About(edition.edition(), says.topic().wire(), says.digest());
  }

  private static void expect(Edition edition, ArticleState state) {
    if (edition.state() != state) {
      throw new Refusal.Conflict(
          "article.move-not-allowed",
          new Text(
              "Its newest edition is " + edition.state().wire() + ", not " + state.wire(),
              "最新版本的状态为 " + edition.state().wire() + "，不是 " + state.wire()));
    }
  }

  /** Those of his region, those above it and those below. */
  static boolean mayRead(Caller caller, String region) {
    return caller.covers(region) || caller.region().startsWith(region);
  }

  private static Whole seen(Caller caller, @Nullable Whole found) {
    if (found == null || !mayRead(caller, found.head().region())) {
      throw unknown();
    }
    return found;
  }

  static Refusal unknown() {
    return new Refusal.NotFound("article.unknown", new Text("There is no such article", "没有该知识"));
  }
}
