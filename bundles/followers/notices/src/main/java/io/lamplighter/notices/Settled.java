package io.lamplighter.notices;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.NoticeFact;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.agenda.Due.Later;
import io.lamplighter.notices.NoticeTables.Pending;
import io.lamplighter.notices.NoticeTables.Withheld;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The notices of a round that no carrier gets, written together at its end. */
final class Settled {
  /** What the company tells nobody is no news. */
  private static final Set<String> BY_RULE = Set.of("nothing-to-say", "no-way");

  private final List<Withheld> withheld = new ArrayList<>();
  private final List<Later> waiting = new ArrayList<>();
  private final List<OnAWay> away = new ArrayList<>();
  private final List<OnAWay> fruitless = new ArrayList<>();

  private record OnAWay(Pending notice, String way) {}

  void withhold(Pending notice, String cause) {
    withheld.add(new Withheld(notice, cause));
  }

  void wait(Pending notice, Instant until) {
    waiting.add(notice.due().later(until, null));
  }

  /** Until then, or until the carrier of that way is there. */
  void wait(Pending notice, Instant until, String way) {
    wait(notice, until);
    away.add(new OnAWay(notice, way));
  }

  /** The way does not lead to this customer. */
  void next(Pending notice, String way) {
    fruitless.add(new OnAWay(notice, way));
  }

  void write(Transaction transaction, Agenda agenda, Journal journal) throws SQLException {
    NoticeTables tables = new NoticeTables(transaction.connection());
    for (OnAWay one : away) {
      tables.waitFor(one.notice().id(), one.way());
    }
    for (OnAWay one : fruitless) {
      tables.tried(one.notice().id(), one.way());
      wait(one.notice(), agenda.now());
    }
    agenda.back(transaction, waiting);
    if (!withheld.isEmpty()) {
      agenda.done(transaction, withheld.stream().map(one -> one.notice().due()).toList());
      withhold(transaction, tables, journal, agenda.now());
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
    return Fact.of(
        new NoticeFact.Withheld("notice-" + notice.id(), notice.event(), one.cause()),
        notice.requestNo(),
        notice.region(),
        Dispatch.SELF.actor());
  }
}
