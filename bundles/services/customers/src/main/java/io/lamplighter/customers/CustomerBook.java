package io.lamplighter.customers;

import io.lamplighter.api.customers.AddressBook;
import io.lamplighter.api.store.Transaction;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the customers' addresses are written, kept in memory by each node: a thread reads them again
 * soon after customers have been brought in, by whichever node.
 */
@Component(service = AddressBook.class, immediate = true)
public final class CustomerBook implements AddressBook {
  private static final Logger LOG = LoggerFactory.getLogger(CustomerBook.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  /** While a file is being brought in all of them need not be read with each of its pieces. */
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final Neighbours neighbours;
  private final UnitOfWork work;
  private final InstantSource clock;
  private final Rounds rounds;
  private long seen = -1;
  private Instant read = Instant.MIN;
  private volatile List<Written> written = List.of();

  @Activate
  public CustomerBook(BundleContext context) {
    neighbours = new Neighbours(context);
    work = neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=customers)").service();
    clock = neighbours.clock();
    rounds =
        Rounds.start(
            "lamplighter-customers-book",
            this::round,
            Rounds.patient(LOG, "How addresses are written is told as it was"));
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
    neighbours.close();
  }

  private int round() {
    Instant now = clock.instant();
    boolean rested = now.isAfter(read.plus(BETWEEN)) || now.isBefore(read);
    if (rested && work.read(this::readAgain)) {
      read = now;
    }
    return 0;
  }

  private boolean readAgain(Transaction transaction) throws SQLException {
    BookTables tables = new BookTables(transaction.connection());
    long changes = tables.changes();
    if (changes == seen) {
      return false;
    }
    List<Written> now = tables.written(MOST);
    if (!now.equals(written)) {
      written = now;
    }
    seen = changes;
    return true;
  }

  @Override
  public List<Written> written() {
    return written;
  }
}
