package io.lamplighter.desk;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that finds the customers and cells that become known later. */
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
  public MatchingRounds(@Reference Names names, BundleContext context) {
    Treatments treatments = Treatments.load(DeskService.ownFiles(context));
    neighbours = new Neighbours(context);
    Neighbour<Customers> customers = neighbours.of(Customers.class);
    Neighbour<Organisation> organisation = neighbours.of(Organisation.class);
    UnitOfWork work = neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=desk)").service();
    Journal journal = neighbours.of(Journal.class).service();
    InstantSource clock = neighbours.clock();
    LateMatcher matcher =
        new LateMatcher(
            work,
            journal,
            customers.service(),
            customers::isExpected,
            treatments,
            new LatePlacer(
                work,
                journal,
                new Placing(organisation.service(), organisation::isExpected),
                names,
                clock),
            clock);
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
