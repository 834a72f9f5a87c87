package io.lamplighter.desk;

import io.lamplighter.api.journal.Entry;
import io.lamplighter.api.journal.JournalReader;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.organisation.OrganisationFact;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Notes for the {@link LateMatcher} and the {@link LatePlacer} who has become known or changed, and
 * which requests have come in without a customer or a cell: he may have become known in between, or
 * nobody could be asked.
 */
@Component(service = JournalReader.class)
public final class LateMatching implements JournalReader {
  private static final String RECEIVED = "request.received";

  private static final String CHANGED = "organisation.changed";

  /** What one node has brought in the others have in memory soon after. */
  private static final Duration SPREADING = Duration.ofSeconds(5);

  private final UnitOfWork work;
  private final BooleanSupplier organised;
  private final Runnable goodbye;

  @Activate
  public LateMatching(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=desk)") UnitOfWork work,
      BundleContext context) {
    this(work, new Neighbours(context));
  }

  private LateMatching(UnitOfWork work, Neighbours neighbours) {
    this(work, neighbours.of(Organisation.class)::isExpected, neighbours::close);
  }

  /**
   * @param organised whether there is an organisation, or will be in a moment
   */
  LateMatching(UnitOfWork work, BooleanSupplier organised, Runnable goodbye) {
    this.work = work;
    this.organised = organised;
    this.goodbye = goodbye;
  }

  @Deactivate
  void stop() {
    goodbye.run();
  }

  @Override
  public String name() {
    return "desk.matching";
  }

  @Override
  public Set<String> types() {
    return Set.of("customer.registered", "customer.changed", RECEIVED, CHANGED);
  }

  @Override
  public UnitOfWork work() {
    return work;
  }

  @Override
  public void handle(Transaction transaction, List<Entry> batch) throws SQLException {
    ToMatchTable table = new ToMatchTable(transaction.connection());
    List<Entry> requests = new ArrayList<>();
    List<Entry> customers = new ArrayList<>();
    List<Entry> changes = new ArrayList<>();
    for (Entry entry : batch) {
      switch (entry.type()) {
        case RECEIVED -> {
          if (isUnclear(entry)) {
            requests.add(entry);
          }
        }
        case CHANGED -> changes.add(entry);
        default -> customers.add(entry);
      }
    }
    table.requests(requests);
    table.customers(customers);
    for (Entry changed : changes) {
      table.unplaced(changed.time(), known(changed));
    }
  }

  /** When every node answers by what is in force then. */
  private static Instant known(Entry changed) {
    Instant inForce = ((OrganisationFact.Changed) OrganisationFact.of(changed)).validFrom();
    return (inForce.isAfter(changed.time()) ? inForce : changed.time()).plus(SPREADING);
  }

  private boolean isUnclear(Entry received) {
    return !received.data().containsKey("customerNo")
        || (!received.data().containsKey("cell") && organised.getAsBoolean());
  }
}
