package io.lamplighter.desk;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.organisation.OrganisationFact;
import io.lamplighter.api.organisation.OrganisationFact.Handover;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Names the new first-responsible of a request when he has accepted the handover. */
@Component(service = JournalReader.class)
public final class HandoverReader implements JournalReader {
  private final UnitOfWork work;
  private final Journal journal;

  @Activate
  public HandoverReader(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work,
      @Reference Journal journal) {
    this.work = work;
    this.journal = journal;
  }

  @Override
  public String name() {
    return "desk.handovers";
  }

  @Override
  public Set<String> types() {
    return Set.of("handover.accepted");
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    EntityManager entities = transaction.entities();
    List<Fact> facts = new ArrayList<>();
    for (Entry entry : batch) {
      Handover handover = ((OrganisationFact.Accepted) OrganisationFact.of(entry)).about();
      // What is handed over need not be a request.
      RequestEntity request =
          RequestNumbers.plausible(handover.on())
              ? entities.find(RequestEntity.class, handover.on(), LockModeType.PESSIMISTIC_WRITE)
              : null;
      // Whoever has got it since he offered it keeps it.
      String before = request == null ? null : request.holder();
      if (request != null
          && handover.from().equals(before)
          && MoveTable.OPEN.contains(request.state())) {
        request.handTo(handover.to());
        entities.lock(request, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        entities.flush();
        facts.add(Facts.handedOver(request, handover.handover(), before, entry.actor()));
      }
    }
    journal.append(transaction, Facts.SOURCE, facts);
  }
}
