package io.lamplighter.intake.meters;

import io.lamplighter.api.House;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Where meters' events end, whatever way they came: stored, and the desk told of outages. */
@Component(service = Meters.class, configurationPid = IntakeMetersConfig.PID)
public final class Meters {
  private final Neighbours neighbours;
  private final House house;
  private final DataFolder data;
  private final MeterFigures figures = new MeterFigures();
  private final Codes codes;
  private final Plausible times;
  private final MeterDesk desk;
  private final OutageRequests requests;

  /** Whether the desk may not know of an outage; so at the beginning. */
  private volatile boolean untold = true;

  @Activate
  public Meters(BundleContext context, IntakeMetersConfig config) {
    data = DataFolder.of(context);
    codes = Codes.load(folder());
    neighbours = new Neighbours(context);
    house = neighbours.house();
    UnitOfWork work =
        neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=meters)").service();
    InstantSource clock = neighbours.clock();
    times =
        new Plausible(
            clock, Duration.ofSeconds(config.aheadSeconds()), Duration.ofDays(config.oldestDays()));
    desk =
        new MeterDesk(
            work,
            neighbours.of(Journal.class).service(),
            Owners.among(neighbours.of(Customers.class)),
            rule(config),
            clock,
            figures);
    requests = new OutageRequests(work, neighbours.of(Desk.class).service());
  }

  DataFolder data() {
    return data;
  }

  /** The company's own tables and mappings. */
  Path folder() {
    return data.own("meters");
  }

  House house() {
    return house;
  }

  private static OutageTables.Rule rule(IntakeMetersConfig config) {
    return new OutageTables.Rule(
        config.outageMeters(),
        Duration.ofSeconds(config.outageWindowSeconds()),
        Duration.ofMinutes(config.outageStaleMinutes()),
        Duration.ofHours(config.outageLongestHours()));
  }

  Codes codes() {
    return codes;
  }

  Plausible times() {
    return times;
  }

  MeterFigures figures() {
    return figures;
  }

  /**
   * When it returns, everything is committed and the desk knows of every outage.
   *
   * @return events that were set aside because their meter lies in a region that is not the
   *     sender's
   * @throws io.lamplighter.api.Refusal.Unavailable when database or desk are away: bring it again
   */
  List<SetAside> take(List<Parsed> batch) throws InterruptedException {
    MeterDesk.Taken taken = batch.isEmpty() ? MeterDesk.Taken.NOTHING : desk.accept(batch);
    if (taken.opened()) {
      untold = true;
    }
    if (untold) {
      untold = false;
      try {
        requests.tell();
      } catch (RuntimeException | InterruptedException e) {
        untold = true;
        throw e;
      }
    }
    return taken.foreign();
  }

  @Deactivate
  void stop() {
    requests.close();
    neighbours.close();
  }
}
