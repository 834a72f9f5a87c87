package io.lamplighter.intake.meters;

import io.lamplighter.api.Region;
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
import java.util.List;
import java.util.Map;
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
  private final Owners owners;
  private final OutageTables.Rule rule;
  private final InstantSource clock;
  private final MeterFigures figures;

  MeterDesk(
      UnitOfWork work,
      Journal journal,
      Owners owners,
      OutageTables.Rule rule,
      InstantSource clock,
      MeterFigures figures) {
    this.work = work;
    this.journal = journal;
    this.owners = owners;
    this.rule = rule;
    this.clock = clock;
    this.figures = figures;
  }

  /**
   * What has become of a batch.
   *
   * @param opened whether an outage was opened, of which the desk must be told
   * @param foreign events of meters that lie in a region that is not the sender's
   */
  record Taken(boolean opened, List<SetAside> foreign) {
    static final Taken NOTHING = new Taken(false, List.of());

    Taken and(Taken other) {
      List<SetAside> both = new ArrayList<>(foreign);
      both.addAll(other.foreign);
      return new Taken(opened || other.opened, both);
    }
  }

  /** When it returns, everything in the batch is committed. */
  Taken accept(List<Parsed> batch) {
    try {
      return store(batch);
    } catch (StoreException whole) {
      LOG.warn("A batch of {} messages is taken in one by one: {}", batch.size(), whole.toString());
      return batch.stream().map(this::alone).reduce(Taken.NOTHING, Taken::and);
    }
  }

  /** One message that the database refuses must not hold up all others for ever. */
  private Taken alone(Parsed one) {
    try {
      return store(List.of(one));
    } catch (StoreException e) {
      LOG.error("A message on {} cannot be stored and is set aside", one.from().topic(), e);
      return store(List.of(Parsed.nothingOf(one.from(), one.sender(), "not-storable")));
    }
  }

  private Taken store(List<Parsed> parsed) {
    Batch batch = new Batch(parsed);
    Map<String, Customers.Match> known =
        batch.events().isEmpty() ? Map.of() : owners.of(batch.meters());
    Stored stored = work.call(transaction -> store(transaction, batch, known));
    int aside = batch.setAside().size() + stored.foreign().size();
    figures.count(
        stored.events(), batch.reported() - stored.foreign().size() - stored.events(), aside);
    return new Taken(stored.opened() > 0, stored.foreign());
  }

  private record Stored(int events, int opened, List<SetAside> foreign) {}

  private Stored store(Transaction transaction, Batch batch, Map<String, Customers.Match> known)
      throws SQLException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    EventTables tables = new EventTables(transaction.connection(), now);
    List<Fact> facts = new ArrayList<>();
    List<SetAside> foreign = new ArrayList<>();
    int fresh = 0;
    int opened = 0;
    if (!batch.events().isEmpty()) {
      List<EventTables.Row> rows = rows(batch, known, foreign);
      OutageJudge judge = new OutageJudge(transaction.connection(), rule, now);
      judge.prepare(rows);
      Map<MeterEvent.Key, Boolean> joined = tables.insert(rows, rule.window());
      rows.removeIf(row -> !joined.containsKey(row.event().key()));
      rows.forEach(row -> facts.add(Facts.received(row)));
      fresh = rows.size();
      opened = judge.open(rows, joined, facts);
      judge.restore(rows, facts);
    }
    List<SetAside> aside = new ArrayList<>(batch.setAside());
    aside.addAll(foreign);
    tables.keep(aside).forEach(one -> facts.add(Facts.setAside(one)));
    if (!facts.isEmpty()) {
      journal.append(transaction, Facts.SOURCE, facts);
    }
    return new Stored(fresh, opened, foreign);
  }

  /**
   * The events that may be acted on. Who reports for a region has no say over another's meters:
   * those are set aside. A meter that nobody knows has no region; what it reports is only noted.
   */
  private static List<EventTables.Row> rows(
      Batch batch, Map<String, Customers.Match> known, List<SetAside> foreign) {
    List<EventTables.Row> rows = new ArrayList<>();
    batch
        .events()
        .forEach(
            (event, topic) -> {
              Customers.Match owner = known.get(event.meter());
              if (owner == null || Region.contains(event.region(), owner.region())) {
                rows.add(new EventTables.Row(event, owner));
              } else {
                foreign.add(event.setAside(topic, "other-region"));
              }
            });
    return rows;
  }
}
