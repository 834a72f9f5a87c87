package io.lamplighter.knowledge;

import io.lamplighter.api.Page;
import io.lamplighter.api.Refusal;
import io.lamplighter.api.Region;
import io.lamplighter.api.Text;
import io.lamplighter.api.knowledge.ArticleFact;
import io.lamplighter.api.security.Caller;
import io.lamplighter.api.security.Role;
import io.lamplighter.knowledge.ArticleTables.Whole;
import io.lamplighter.knowledge.GapTables.Place;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What could not be answered, for the editors. What is asked alike is one gap; one that is closed
 * teaches what answers it, or that nothing does.
 */
final class Gaps {
  private static final Role[] READERS = {
    Role.AGENT, Role.DISPATCHER, Role.SUPERVISOR, Role.ADMINISTRATOR
  };

  /** So many of its words tell a question from others. */
  private static final int MOST_WORDS = 12;

  private final Tools tools;
  private final Words words;

  Gaps(Tools tools, Words words) {
    this.tools = tools;
    this.words = words;
  }

  /**
   * Notes a question; the same request's once.
   *
   * @param region of who asked, empty when nobody knows
   */
  void note(String text, String region, String requestNo, Instant at) {
    String masked = Masking.of(text);
    String key = key(masked);
    String where = region.isEmpty() ? tools.house().region() : region;
    tools
        .work()
        .run(
            t -> {
              GapTables tables = new GapTables(t.connection());
              tables.alone();
              if (!tables.isNoted(requestNo)) {
                tables.note(requestNo, counted(tables, key, masked, where, at));
              }
            });
  }

  private long counted(GapTables tables, String key, String text, String region, Instant at)
      throws SQLException {
    Gap found = tables.findByKey(key);
    if (found != null) {
      tables.again(found.id(), common(found.region(), region), region, at);
      return found.id();
    }
    if (tables.count(Gap.State.OPEN) >= tools.mostGaps()) {
      tables.forgetOne();
    }
    return tables.add(key, text, region, at);
  }

  /** Its words in the order of the alphabet: who asks the same in another order asks the same. */
  private String key(String masked) {
    String key =
        words.wordsOf(masked).stream().sorted().limit(MOST_WORDS).collect(Collectors.joining(" "));
    return key.isEmpty() ? masked : key;
  }

  /** What both begin with, as far as it is a region. */
  static String common(String one, String other) {
    int same = 0;
    while (same < Math.min(one.length(), other.length())
        && one.charAt(same) == other.charAt(same)) {
      same++;
    }
    while (!Region.isCode(one.substring(0, same))) {
      same--;
    }
    return one.substring(0, same);
  }

  /** What is asked most comes first. */
  Page<Gap> list(Caller caller, Gap.State state, @Nullable Place after, int limit) {
    caller.require(READERS);
    Page.check(limit);
    List<Gap> found =
        tools
            .work()
            .call(
                t -> new GapTables(t.connection()).list(caller.region(), state, after, limit + 1));
    return Page.cut(found, limit, last -> last.asked() + "_" + last.id());
  }

  Gap get(Caller caller, long id) {
    caller.require(READERS);
    return tools.work().call(t -> seen(caller, new GapTables(t.connection()).find(id, false)));
  }

  /**
   * @param article which answers it; null when nothing will
   * @throws Refusal.Forbidden when it was asked outside the caller's region too
   * @throws Refusal.Conflict {@code gap.closed} when it is closed, {@code article.not-told} when no
   *     edition of the article is approved
   */
  Gap close(Caller caller, long id, @Nullable Long seen, @Nullable String article) {
    caller.require(Articles.APPROVERS);
    return tools
        .work()
        .command(
            t -> {
              GapTables tables = new GapTables(t.connection());
              Gap gap = seen(caller, tables.find(id, true));
              // What is said of it is learned wherever it was asked.
              caller.requireRegion(gap.region());
              if (seen != null && seen != gap.version()) {
                throw new Refusal.Stale(seen, gap.version());
              }
              if (gap.state() != Gap.State.OPEN) {
                throw new Refusal.Conflict(
                    "gap.closed", new Text("It is closed already", "该未答问题已处理"));
              }
              if (article != null) {
                answers(caller, new ArticleTables(t.connection()), article);
              }
              Gap.State state = article == null ? Gap.State.NOT_OURS : Gap.State.ANSWERED;
              Gap closed = tables.close(id, state, article, caller.actor(), tools.now());
              ArticleFact.GapClosed fact =
                  new ArticleFact.GapClosed(state.wire(), article, gap.asked());
              tools.tell(t, fact, "gap-" + id, gap.region(), caller.actor());
              t.afterCommit(tools.changed());
              return closed;
            });
  }

  private static void answers(Caller caller, ArticleTables tables, String no) throws SQLException {
    Whole found = tables.find(no, false);
    if (found == null || !Articles.mayRead(caller, found.head().region())) {
      throw new Refusal.Invalid("/article", "is no article", "没有该知识");
    }
    if (tables.approved(no).isEmpty()) {
      throw new Refusal.Conflict(
          "article.not-told", new Text("None of its editions is approved", "该知识没有已批准的版本"));
    }
  }

  private static Gap seen(Caller caller, @Nullable Gap found) {
    if (found == null || !Articles.mayRead(caller, found.region())) {
      throw new Refusal.NotFound("gap.unknown", new Text("There is no such gap", "没有该未答问题"));
    }
    return found;
  }
}
