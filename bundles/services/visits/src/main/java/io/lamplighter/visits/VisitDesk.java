package io.lamplighter.visits;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What whoever moves visits stands on, for the parts of this bundle. It holds nobody: whoever is
 * replaced is waited for when he is asked.
 */
@Component(service = VisitDesk.class, configurationPid = VisitsConfig.PID)
@Designate(ocd = VisitsConfig.class)
public final class VisitDesk {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Neighbours neighbours;
  private final AskingBook book;
  private final Tools tools;
  private final Seeds seeds;
  private final Drawing drawing;

  @Activate
  public VisitDesk(BundleContext context, @Reference AskingBook book, VisitsConfig config) {
    this.book = book;
    neighbours = new Neighbours(context);
    UnitOfWork work =
        neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=visits)").service();
    tools =
        new Tools(
            work,
            neighbours.of(Journal.class).service(),
            new Agenda(work, neighbours.clock(), Tools.AGENDA, LEASE),
            neighbours.house(),
            neighbours.of(Desk.class).service(),
            book::asking,
            CallHours.of(config.callHours()),
            new Tools.Patience(
                Duration.ofHours(config.textHours()),
                Duration.ofHours(config.formHours()),
                Duration.ofDays(config.callDays()),
                Duration.ofDays(config.restDays())));
    seeds = new Seeds(tools);
    drawing =
        new Drawing(
            tools,
            seeds,
            neighbours.of(Customers.class)::expected,
            neighbours.of(Organisation.class)::expected);
  }

  @Deactivate
  void stop() {
    neighbours.close();
  }

  AskingBook book() {
    return book;
  }

  Tools tools() {
    return tools;
  }

  Seeds seeds() {
    return seeds;
  }

  Drawing drawing() {
    return drawing;
  }
}
