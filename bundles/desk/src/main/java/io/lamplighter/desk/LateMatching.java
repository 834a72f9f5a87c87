package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.customers.Customers.Clue;
import io.lamplighter.api.customers.Customers.Match;
import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.Fact;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.desk.UnmatchedTable.Unmatched;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Gives open requests their customer when he becomes known after they have come in: matched by
 * number, phone or address as at intake. A request that has a customer keeps him.
 */
@Component(service = JournalReader.class, configurationPid = DeskService.PID)
public final class LateMatching implements JournalReader {
  static final int PAGE = 200;

  private final UnitOfWork work;
  private final Journal journal;
  private final Customers customers;
  private final Treatments treatments;

  @Activate
  public LateMatching(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Customers customers) {
    this(work, journal, customers, Treatments.load(DeskService.ownFiles()));
  }

  LateMatching(UnitOfWork work, Journal journal, Customers customers, Treatments treatments) {
    this.work = work;
    this.journal = journal;
    this.customers = customers;
    this.treatments = treatments;
  }

  @Override
  public String name() {
    return "desk.matching";
  }

  @Override
  public Set<String> types() {
    return Set.of("customer.registered", "customer.changed");
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    Set<String> numbers = batch.stream().map(Entry::subject).collect(Collectors.toSet());
    List<Clue> clues = customers.clues(transaction, numbers);
    UnmatchedTable table = new UnmatchedTable(transaction.connection());
    List<Unmatched> page = table.like(clues, "", PAGE);
    while (!page.isEmpty()) {
      match(transaction, page);
      page = table.like(clues, page.get(page.size() - 1).requestNo(), PAGE);
    }
  }

  private void match(Transaction transaction, List<Unmatched> page) {
    List<@Nullable Match> matches =
        customers.match(transaction, page.stream().map(Unmatched::clue).toList());
    EntityManager entities = transaction.entities();
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      Match match = matches.get(i);
      if (match != null && mayKnow(page.get(i), match)) {
        facts.add(attach(entities, page.get(i).requestNo(), match));
      }
    }
    entities.flush();
    entities.clear();
    journal.append(transaction, Facts.SOURCE, facts);
  }

  /**
   * Who brought the request in may know customers of its region at least; of others that cannot be
   * told any more.
   */
  private static boolean mayKnow(Unmatched request, Match match) {
    return match.region().startsWith(Objects.requireNonNullElse(request.clue().region(), ""));
  }

  private Fact attach(EntityManager entities, String requestNo, Match match) {
    RequestEntity request = entities.find(RequestEntity.class, requestNo);
    request.attach(match, treatments.priority(request.kind(), match.important()));
    return Facts.matched(request, request.version() + 1, match.by());
  }
}
