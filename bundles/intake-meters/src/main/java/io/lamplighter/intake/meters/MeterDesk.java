package io.lamplighter.intake.meters;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches of messages in, each batch in one transaction: events stored once, facts written,
 * outages opened and closed. Doing it again changes nothing.
 */
final class MeterDesk {
  private static final Logger LOG = LoggerFactory.getLogger(MeterDesk.class);

  private final UnitOfWork work;
  private final Journal journal;
  private final @Nullable Customers customers;
  private final OutageTables.Rule rule;
  private final InstantSource clock;
  private final Figures figures;

  MeterDesk(
      UnitOfWork work,
      Journal journal,
      @Nullable Customers customers,
      OutageTables.Rule rule,
      InstantSource clock,
      Figures figures) {
    this.work = work;
    this.journal = journal;
    this.customers = customers;
    this.rule = rule;
    this.clock = clock;
    this.figures = figures;
  }

  /**
   * When it returns, everything in the batch is committed.
   *
   * @return whether an outage was opened, of which the desk must be told
   */
  boolean accept(List<Parsed> batch) {
    try {
      return store(batch);
    } catch (StoreException whole) {
      LOG.warn("A batch of {} messages is taken in one by one: {}", batch.size(), whole.toString());
      boolean opened = false;
      for (Parsed one : batch) {
        opened |= alone(one);
      }
      return opened;
    }
  }

  /** One message that the database refuses must not hold up all others for ever. */
  private boolean alone(Parsed one) {
    try {
      return store(List.of(one));
    } catch (StoreException e) {
      LOG.error("A message on {} cannot be stored and is set aside", one.from().topic(), e);
      return store(List.of(Parsed.nothingOf(one.from(), "not-storable")));
    }
  }

  private boolean store(List<Parsed> parsed) {
    Map<MeterEvent.Key, MeterEvent> events = new LinkedHashMap<>();
    List<SetAside> setAside = new ArrayList<>();
    int reported = 0;
    for (Parsed one : parsed) {
      one.events().forEach(event -> events.putIfAbsent(event.key(), event));
      setAside.addAll(one.setAside());
      reported += one.events().size();
    }
    Stored stored = work.call(transaction -> store(transaction, events.values(), setAside));
    figures.count(stored.events(), reported - stored.events(), setAside.size());
    return stored.opened() > 0;
  }

  private record Stored(int events, int opened) {}

  private Stored store(
      Transaction transaction, Collection<MeterEvent> events, List<SetAside> setAside)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    EventTables tables = new EventTables(transaction.connection(), now);
    List<Fact> facts = new ArrayList<>();
    int fresh = 0;
    int opened = 0;
    if (!events.isEmpty()) {
      List<EventTables.Row> rows = rows(transaction, events);
      OutageJudge judge = new OutageJudge(transaction.connection(), rule, now);
      judge.prepare(rows);
      Map<MeterEvent.Key, Boolean> joined = tables.insert(rows, rule.window());
      rows.removeIf(row -> !joined.containsKey(row.event().key()));
      rows.forEach(row -> facts.add(Facts.received(row)));
      fresh = rows.size();
      opened = judge.open(rows, joined, facts);
      judge.restore(rows, facts);
    }
    tables.keep(setAside).forEach(one -> facts.add(Facts.setAside(one)));
    if (!facts.isEmpty()) {
      journal.append(transaction, Facts.SOURCE, facts);
    }
    return new Stored(fresh, opened);
  }

  private List<EventTables.Row> rows(Transaction transaction, Collection<MeterEvent> events) {
    List<EventTables.Row> rows = new ArrayList<>(events.size());
    if (customers == null) {
      events.forEach(event -> rows.add(new EventTables.Row(event, null)));
      return rows;
    }
    List<String> meters = events.stream().map(MeterEvent::meter).distinct().toList();
    List<Customers.@Nullable Match> found = customers.matchMeters(transaction, meters);
    Map<String, Customers.@Nullable Match> known = new LinkedHashMap<>();
    for (int i = 0; i < meters.size(); i++) {
      known.put(meters.get(i), found.get(i));
    }
    events.forEach(event -> rows.add(new EventTables.Row(event, known.get(event.meter()))));
    return rows;
  }
}
