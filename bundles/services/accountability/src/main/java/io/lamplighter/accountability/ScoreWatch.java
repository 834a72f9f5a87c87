package io.lamplighter.accountability;

import io.lamplighter.accountability.FindingRule.Kind;
import io.lamplighter.accountability.Scorer.Of;
import io.lamplighter.accountability.Scorer.Sum;
import io.lamplighter.api.dispatch.WorkOrderFact;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.visits.VisitFact;
import io.lamplighter.kit.sql.Row;
import io.lamplighter.kit.sql.Rows;
import io.lamplighter.kit.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a batch of entries says of customers' scores: who always has the best, who gives many. */
final class ScoreWatch {
  /** Of so few scores of others nobody is to conclude what is usual. */
  private static final int FEW = 100;

  private static final Rows<CrewWork> WORK =
      Rows.<CrewWork>of("accountability.crew_work")
          .fixed("request", "text", CrewWork::request)
          .moving("crew", "text", CrewWork::crew)
          .moving("at", "timestamptz", CrewWork::at);

  private final Connection connection;
  private final Library library;
  private final ScorePhones phones;
  private final Map<String, CrewWork> worked = new LinkedHashMap<>();
  private final Map<String, Scorer> scorers = new LinkedHashMap<>();
  private final Map<Of, Sum> sums = new EnumMap<>(Of.class);
  private final List<Cause> found = new ArrayList<>();

  ScoreWatch(Connection connection, Library library) {
    this.connection = connection;
    this.library = library;
    this.phones = new ScorePhones(connection);
  }

  private record CrewWork(String request, String crew, Instant at) {}

  List<Cause> found() {
    return found;
  }

  /** Whose work it is that may be scored. */
  void worked(Entry entry, WorkOrderFact fact) {
    String crew = fact.about().crew();
    if (fact instanceof WorkOrderFact.Finished && crew != null) {
      String request = fact.about().requestNo();
      worked.put(request, new CrewWork(request, crew, entry.time()));
    }
  }

  void take(Entry entry, VisitFact.Answered answered) throws SQLException {
    ScorePhones.Many many = phones.take(entry, answered);
    for (FindingRule rule : library.rules(Kind.ONE_PHONE)) {
      if (many != null && many.entries().size() >= rule.measure()) {
        String run = many.since().toString();
        found.add(Cause.of(rule, entry, answered.about(), run, many.entries()));
      }
    }
    if (Boolean.TRUE.equals(answered.asked())) {
      String asker = Rights.person(answered.by());
      if (asker != null) {
        score(Of.ASKER, asker, entry, answered);
      }
      String crew = crew(answered.about().requestNo());
      if (crew != null) {
        score(Of.CREW, crew, entry, answered);
      }
    }
  }

  private @Nullable String crew(String request) throws SQLException {
    CrewWork now = worked.get(request);
    return now != null
        ? now.crew()
        : new Sql(connection, "select crew from accountability.crew_work where request = ?")
            .with(request)
            .first(Row::text);
  }

  private void score(Of of, String name, Entry entry, VisitFact.Answered answered)
      throws SQLException {
    String key = of.key(name);
    Scorer before = scorers.get(key);
    if (before == null) {
      before = Scorer.some(connection, List.of(key)).getOrDefault(key, Scorer.fresh(of, key));
    }
    if (entry.cursor().compareTo(before.last()) <= 0) {
      return;
    }
    boolean five = answered.score() == Scorer.BEST;
    Scorer now = before.scored(five, entry.cursor());
    scorers.put(key, now);
    Sum all = sums.get(of);
    all = (all == null ? Scorer.all(connection, of) : all).plus(five);
    sums.put(of, all);
    Sum others = all.without(now);
    if (now.since() == null || others.total() < FEW) {
      return;
    }
    for (FindingRule rule : library.rules(of.kind())) {
      if (now.power(others) >= rule.measure()) {
        String run = key + " " + now.since();
        found.add(Cause.of(rule, entry, answered.about(), run, List.of(now.since())));
      }
    }
  }

  void save() throws SQLException {
    WORK.put(connection, "request", worked.values());
    Scorer.save(connection, scorers.values());
  }
}
