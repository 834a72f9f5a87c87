package io.lamplighter.notices;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.notices.NoticeTables.Pending;
import io.lamplighter.notices.NoticeTables.Waiting;
import io.lamplighter.notices.NoticeTables.Withheld;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The notices of a round that no carrier gets, written together at its end. */
final class Settled {
  /** What the company tells nobody is no news. */
  private static final Set<String> BY_RULE = Set.of("nothing-to-say", "no-way");

  private final List<Withheld> withheld = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<Fruitless> fruitless = new ArrayList<>();

  private record Fruitless(long id, String way) {}

  void withhold(Pending notice, String cause) {
    withheld.add(new Withheld(notice, cause));
  }

  void wait(Pending notice, Instant until) {
    waiting.add(new Waiting(notice.id(), until, null));
  }

  /** Until then, or until the carrier of that way is there. */
  void wait(Pending notice, Instant until, String way) {
    waiting.add(new Waiting(notice.id(), until, way));
  }

  /** The way does not lead to this customer. */
  void next(Pending notice, String way) {
    fruitless.add(new Fruitless(notice.id(), way));
  }

  void write(Transaction transaction, Journal journal, Instant now) throws SQLException {
    NoticeTables tables = new NoticeTables(transaction.connection());
    if (!waiting.isEmpty()) {
      tables.wait(waiting);
    }
    for (Fruitless one : fruitless) {
      tables.next(one.id(), one.way(), now);
    }
    if (!withheld.isEmpty()) {
      withhold(transaction, tables, journal, now);
    }
  }

  private void withhold(Transaction transaction, NoticeTables tables, Journal journal, Instant now)
      throws SQLException {
    Set<Long> news = tables.withhold(withheld, now);
    List<Fact> facts =
        withheld.stream()
            .filter(one -> news.contains(one.notice().id()) && !BY_RULE.contains(one.cause()))
            .map(Settled::fact)
            .toList();
    if (!facts.isEmpty()) {
      journal.append(transaction, Dispatch.SOURCE, facts);
    }
  }

  private static Fact fact(Withheld one) {
    Pending notice = one.notice();
    return new Fact(
        "notice.withheld",
        notice.requestNo(),
        notice.region(),
        Dispatch.SOURCE,
        Map.of("notice", "notice-" + notice.id(), "event", notice.event(), "cause", one.cause()));
  }
}
