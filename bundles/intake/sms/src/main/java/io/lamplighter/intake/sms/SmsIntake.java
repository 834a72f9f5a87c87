package io.lamplighter.intake.sms;

import io.lamplighter.api.answers.Answers;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import java.time.InstantSource;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Texts in and out over SMPP 3.4. A text is answered to the message centre once it is committed and
 * the desk has taken it. The line stays while any of its neighbours is replaced.
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
  private final Neighbours neighbours;
  private final @Nullable Service service;

  @Activate
  public SmsIntake(BundleContext context, IntakeSmsConfig config) {
    neighbours = new Neighbours(context);
    UnitOfWork work = neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=sms)").service();
    InstantSource clock = neighbours.clock();
    service =
        config.host().isBlank()
            ? null
            : new Service(
                work,
                neighbours.of(Journal.class).service(),
                neighbours.of(Desk.class).service(),
                neighbours.of(Answers.class)::expected,
                clock,
                neighbours.house(),
                Texts.load(DataFolder.of(context).own("sms")),
                config);
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
  void stop() {
    if (service != null) {
      service.close();
    }
    neighbours.close();
  }
}
