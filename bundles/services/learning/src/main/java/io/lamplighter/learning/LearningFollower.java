package io.lamplighter.learning;

import io.lamplighter.api.House;
import io.lamplighter.api.desk.RequestFact;
import io.lamplighter.api.desk.RequestFact.Received;
import io.lamplighter.api.desk.RequestFact.Triaged;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Brings here what the desk told from words, and what people made of it. Practice is no lesson. */
@Component(service = JournalReader.class)
public final class LearningFollower implements JournalReader {
  private static final String GIVEN = "given";

  private final UnitOfWork work;
  private final House house;

  @Activate
  public LearningFollower(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=learning)") UnitOfWork work,
      @Reference House house) {
    this.work = work;
    this.house = house;
  }

  @Override
  public String name() {
    return LearningDesk.SOURCE;
  }

  @Override
  public Set<String> types() {
    return Set.of("request.received", "request.triaged");
  }

  /** What people corrected before the first start is worth as much. */
  @Override
  public boolean fromStart() {
    return true;
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    if (house.context() != House.Context.PRODUCTION) {
      return;
    }
    ToldTable table = new ToldTable(transaction.connection());
    List<Entry> real = batch.stream().filter(entry -> !entry.isDrill()).toList();
    List<Told> told = new ArrayList<>();
    for (Entry entry : real) {
      if (RequestFact.of(entry) instanceof Received received
          && !received.kindReason().equals(GIVEN)) {
        told.add(told(entry, received));
      }
    }
    table.add(told);
    for (Entry entry : real) {
      if (RequestFact.of(entry) instanceof Triaged triaged && isPerson(entry.actor())) {
        Triaged.Judgement said = triaged.details();
        table.corrected(
            triaged.about().requestNo(),
            triaged.about().kind(),
            said != null && said.kind() != null,
            entry.time());
      }
    }
  }

  private static boolean isPerson(String actor) {
    return actor.indexOf(':') < 0;
  }

  private static Told told(Entry entry, Received fact) {
    Number confidence = fact.confidence();
    Instant at = Objects.requireNonNullElse(fact.receivedAt(), entry.time());
    return new Told(
        fact.about().requestNo(),
        fact.about().region(),
        fact.about().kind(),
        confidence == null ? null : confidence.doubleValue(),
        fact.model(),
        at);
  }
}
