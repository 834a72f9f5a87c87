package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that finds the customers who come later. */
@Component(
    service = {},
    immediate = true,
    configurationPid = DeskService.PID)
public final class MatchingRounds {
  private static final Logger LOG = LoggerFactory.getLogger(MatchingRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Neighbours neighbours;
  private final Rounds rounds;

  @Activate
  public MatchingRounds(BundleContext context) {
    Treatments treatments = Treatments.load(DeskService.ownFiles(context));
    neighbours = new Neighbours(context);
    Neighbour<Customers> customers = neighbours.of(Customers.class);
    LateMatcher matcher =
        new LateMatcher(
            neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=desk)").service(),
            neighbours.of(Journal.class).service(),
            customers.service(),
            customers::isExpected,
            treatments,
            neighbours.clock());
    rounds =
        Rounds.start(
            "lamplighter-desk-matching",
            matcher::round,
            e -> LOG.warn("Customers who come later wait a moment: {}", e.toString()));
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
    neighbours.close();
  }
}
