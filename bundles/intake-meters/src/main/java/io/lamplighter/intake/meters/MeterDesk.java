package io.lamplighter.intake.meters;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.StoreException;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.intake.meters.Codes.Effect;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private final MessageParser parser;
  private final OutageTables.Rule rule;
  private final InstantSource clock;
  private final Figures figures;

  MeterDesk(
      UnitOfWork work,
      Journal journal,
      @Nullable Customers customers,
      MessageParser parser,
      OutageTables.Rule rule,
      InstantSource clock,
      Figures figures) {
    this.work = work;
    this.journal = journal;
    this.customers = customers;
    this.parser = parser;
    this.rule = rule;
    this.clock = clock;
    this.figures = figures;
  }

  /**
   * When it returns, everything in the batch is committed.
   *
   * @return whether an outage was opened, of which the desk must be told
   */
  boolean accept(List<Incoming> batch) {
    List<Parsed> parsed = batch.stream().map(parser::parse).toList();
    try {
      return store(parsed);
    } catch (StoreException whole) {
      LOG.warn("A batch of {} messages is taken in one by one: {}", batch.size(), whole.toString());
      boolean opened = false;
      for (int i = 0; i < batch.size(); i++) {
        opened |= alone(batch.get(i), parsed.get(i));
      }
      return opened;
    }
  }

  /** One message that the database refuses must not hold up all others for ever. */
  private boolean alone(Incoming message, Parsed parsed) {
    try {
      return store(List.of(parsed));
    } catch (StoreException e) {
      LOG.error("A message on {} cannot be stored and is set aside", message.topic(), e);
      SetAside whole = new SetAside(message.topic(), "", "not-storable", message.payload());
      return store(List.of(new Parsed(List.of(), List.of(whole))));
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
    List<EventTables.Row> fresh = new ArrayList<>();
    if (!events.isEmpty()) {
      List<EventTables.Row> rows = rows(transaction, events);
      Set<MeterEvent.Key> keys = tables.insert(rows);
      rows.stream().filter(row -> keys.contains(row.event().key())).forEach(fresh::add);
      fresh.forEach(row -> facts.add(Facts.received(row)));
    }
    int opened = judge(transaction, fresh, now, facts);
    tables.keep(setAside).forEach(one -> facts.add(Facts.setAside(one)));
    if (!facts.isEmpty()) {
      journal.append(transaction, Facts.SOURCE, facts);
    }
    return new Stored(fresh.size(), opened);
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

  private int judge(
      Transaction transaction, List<EventTables.Row> fresh, Instant now, List<Fact> facts)
      throws SQLException {
    List<EventTables.Row> gasps = of(fresh, Effect.LOST);
    Set<String> back = new TreeSet<>();
    of(fresh, Effect.RESTORED).forEach(row -> back.add(String.valueOf(row.transformer())));
    Set<String> touched = new TreeSet<>(back);
    gasps.forEach(row -> touched.add(String.valueOf(row.transformer())));
    if (touched.isEmpty()) {
      return 0;
    }
    OutageTables outages = new OutageTables(transaction.connection());
    outages.lock(touched);
    List<OutageTables.Outage> opened = gasps.isEmpty() ? List.of() : outages.open(gasps, rule, now);
    opened.forEach(outage -> facts.add(Facts.outage("outage.suspected", outage)));
    if (!back.isEmpty()) {
      outages
          .restore(back, now)
          .forEach(outage -> facts.add(Facts.outage("outage.restored", outage)));
    }
    return opened.size();
  }

  private static List<EventTables.Row> of(List<EventTables.Row> rows, Effect effect) {
    return rows.stream()
        .filter(row -> row.event().code().effect() == effect && row.transformer() != null)
        .toList();
  }
}
