package io.lamplighter.intake.meters;

import io.lamplighter.api.customers.Customers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where meters' events end, whatever way they came: stored, and the desk told of outages. */
@Component(service = Meters.class, configurationPid = IntakeMetersConfig.PID)
public final class Meters {
  private final Figures figures = new Figures();
  private final Codes codes;
  private final Plausible times;
  private final MeterDesk desk;
  private final OutageRequests requests;

  /** Whether the desk may not know of an outage; so at the beginning. */
  private volatile boolean untold = true;

  @Activate
  public Meters(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=meters)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Desk desk,
      @Reference(
              cardinality = ReferenceCardinality.OPTIONAL,
              policyOption = ReferencePolicyOption.GREEDY)
          @Nullable Customers customers,
      @Reference InstantSource clock,
      IntakeMetersConfig config) {
    codes = Codes.load(folder());
    times =
        new Plausible(
            clock, Duration.ofSeconds(config.aheadSeconds()), Duration.ofDays(config.oldestDays()));
    this.desk = new MeterDesk(work, journal, customers, rule(config), clock, figures);
    requests = new OutageRequests(work, desk);
  }

  /** The company's own tables and mappings. */
  static Path folder() {
    return Path.of(System.getProperty("lamp.data", "data"), "etc/meters");
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

  Figures figures() {
    return figures;
  }

  /**
   * When it returns, everything is committed and the desk knows of every outage.
   *
   * @throws io.lamplighter.api.Refusal.Unavailable when database or desk are away: bring it again
   */
  void take(List<Parsed> batch) throws InterruptedException {
    if (!batch.isEmpty() && desk.accept(batch)) {
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
  }

  @Deactivate
  void stop() {
    requests.close();
  }
}
