package io.lamplighter.dispatch;

import io.lamplighter.api.House;
import io.lamplighter.api.clocks.RunningClocks;
import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Looks;
import io.lamplighter.api.organisation.Organisation;
import io.lamplighter.api.planner.Planner;
import io.lamplighter.kit.agenda.Agenda;
import io.lamplighter.kit.neighbour.Neighbour;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.Duration;
import java.time.InstantSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * What whoever plans work stands on, for the parts of this bundle. It holds nobody: whoever is
 * replaced is waited for when he is asked.
 */
@Component(service = WorkDesk.class, configurationPid = DispatchConfig.PID)
@Designate(ocd = DispatchConfig.class)
public final class WorkDesk {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Neighbours neighbours;
  private final Neighbour<Desk> desk;
  private final Looks looks;
  private final Planner planner;
  private final RunningClocks clocks;
  private final Tools tools;
  private final Duration patience;
  private final Bookings bookings;
  private final Acts acts;

  @Activate
  public WorkDesk(BundleContext context, @Reference CrewDesk crews, DispatchConfig config) {
    neighbours = new Neighbours(context);
    desk = neighbours.of(Desk.class);
    looks = neighbours.of(Looks.class).service();
    planner = neighbours.of(Planner.class).service();
    patience = Duration.ofMinutes(config.heldMinutes());
    clocks = neighbours.of(RunningClocks.class).service();
    InstantSource clock = neighbours.clock();
    House house = neighbours.house();
    tools =
        new Tools(
            crews.work(),
            crews.journal(),
            new Agenda(crews.work(), clock, Tools.AGENDA, LEASE),
            house,
            neighbours.of(Organisation.class).atOnce(),
            neighbours.of(Customers.class).atOnce(),
            crews.kinds(),
            crews.durations(),
            new Roads(config.speedKmh(), config.detour()),
            Slots.of(config.slots()),
            Duration.ofMinutes(config.holdMinutes()),
            Duration.ofMinutes(config.earlyMinutes()));
    bookings = new Bookings(tools);
    acts = new Acts(tools);
  }

  @Deactivate
  void stop() {
    neighbours.close();
  }

  Tools tools() {
    return tools;
  }

  Desk desk() {
    return desk.service();
  }

  /** As {@link #desk}, and nobody waits: for whoever is on another part's thread. */
  Desk deskAtOnce() {
    return desk.atOnce();
  }

  Looks looks() {
    return looks;
  }

  Planner planner() {
    return planner;
  }

  RunningClocks clocks() {
    return clocks;
  }

  /** How long a thing may stand still. */
  Duration patience() {
    return patience;
  }

  Bookings bookings() {
    return bookings;
  }

  Acts acts() {
    return acts;
  }
}
