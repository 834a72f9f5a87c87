package io.lamplighter.intake.meters;

import io.lamplighter.api.journal.Fact;
import io.lamplighter.intake.meters.Codes.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges from a batch's events which outages have begun and which are over. */
final class OutageJudge {
  private final OutageTables outages;
  private final OutageTables.Rule rule;
  private final Instant now;

  OutageJudge(Connection connection, OutageTables.Rule rule, Instant now) {
    this.outages = new OutageTables(connection);
    this.rule = rule;
    this.now = now;
  }

  /**
   * Until the transaction ends, nobody else judges the transformers of these events. Before the
   * events are written, so that they find what is open.
   */
  void prepare(List<EventTables.Row> rows) throws SQLException {
    Set<String> touched = transformers(rows, Set.of(Effect.LOST, Effect.RESTORED));
    if (!touched.isEmpty()) {
      outages.lock(touched);
      outages.expire(touched, rule.longest(), now);
    }
  }

  /**
   * Opens outages, and says so.
   *
   * @param fresh events that are new
   * @param joined whether each has joined an outage that was open
   * @return how many
   */
  int open(List<EventTables.Row> fresh, Map<MeterEvent.Key, Boolean> joined, List<Fact> facts)
      throws SQLException {
    List<EventTables.Row> gasps =
        fresh.stream()
            .filter(row -> row.transformer() != null)
            .filter(row -> row.event().code().effect() == Effect.LOST)
            .filter(row -> Boolean.FALSE.equals(joined.get(row.event().key())))
            .toList();
    List<OutageTables.Outage> opened = gasps.isEmpty() ? List.of() : outages.open(gasps, rule, now);
    opened.forEach(outage -> facts.add(Facts.outage("outage.suspected", outage)));
    return opened.size();
  }

  /** Closes the outages of which every meter is back, and says so. */
  void restore(List<EventTables.Row> fresh, List<Fact> facts) throws SQLException {
    Set<String> back = transformers(fresh, Set.of(Effect.RESTORED));
    if (!back.isEmpty()) {
      outages
          .restore(back, now)
          .forEach(outage -> facts.add(Facts.outage("outage.restored", outage)));
    }
  }

  private static Set<String> transformers(List<EventTables.Row> rows, Set<Effect> effects) {
    Set<String> transformers = new TreeSet<>();
    for (EventTables.Row row : rows) {
      String transformer = row.transformer();
      if (transformer != null && effects.contains(row.event().code().effect())) {
        transformers.add(transformer);
      }
    }
    return transformers;
  }
}
