package io.lamplighter.intake.sms;

import io.lamplighter.api.Rounds;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.Retention;
import io.lamplighter.api.store.UnitOfWork;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Texts in and out over SMPP 3.4. A text is answered to the message centre once it is committed and
 * the desk has taken it.
 */
@Component(
    service = {HealthCheck.class, MetricSource.class, Carrier.class},
    configurationPid = IntakeSmsConfig.PID,
    immediate = true,
    property = {
      HealthCheck.NAME + "=sms",
      HealthCheck.TAGS + "=lamplighter",
      Carrier.CHANNEL + "=sms"
    })
@Designate(ocd = IntakeSmsConfig.class)
public final class SmsIntake implements HealthCheck, MetricSource, Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SmsIntake.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  static final List<Retention.Rule> KEPT =
      List.of(
          new Retention.Rule("sms.incoming", "received_at", "handled_at is not null"),
          new Retention.Rule("sms.outgoing", "changed_at", "state <> 'waiting'"),
          new Retention.Rule("sms.receipt", "received_at", "true"),
          new Retention.Rule("sms.visit", "asked_at", "true"),
          new Retention.Rule("sms.set_aside", "received_at", "true"));

  private final @Nullable Service service;
  private final Rounds retention;

  @Activate
  public SmsIntake(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=sms)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Desk desk,
      @Reference InstantSource clock,
      IntakeSmsConfig config) {
    Path own = Path.of(System.getProperty("lamp.data", "data")).resolve("etc/sms");
    service =
        config.host().isBlank()
            ? null
            : new Service(work, journal, desk, clock, Texts.load(own), config);
    retention =
        Rounds.start(
            "lamplighter-sms-retention",
            new Retention(work, clock, config.keepDays(), KEPT)::round,
            e -> LOG.warn("Old texts stay for the moment: {}", e.toString()));
  }

  @Override
  public boolean isInUse() {
    return service != null;
  }

  @Override
  public Outcome carry(Notice notice) {
    return service == null ? Outcome.NO_ADDRESS : service.carry(notice);
  }

  @Override
  public Result execute() {
    if (service == null) {
      return new Result(Result.Status.OK, "no message centre is configured");
    }
    return service.isBound()
        ? new Result(Result.Status.OK, "bound")
        : new Result(Result.Status.WARN, "not bound: " + service.state());
  }

  @Override
  public List<Metric> metrics() {
    return service == null ? List.of() : service.metrics();
  }

  @Deactivate
  void stop() throws InterruptedException {
    retention.stop(STOP);
    if (service != null) {
      service.close();
    }
  }
}
