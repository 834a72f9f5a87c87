package io.lamplighter.intake.call;

import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.util.Locale;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that pages duty officers, and whether it can. */
@Component(
    service = HealthCheck.class,
    immediate = true,
    configurationPid = IntakeCallConfig.PID,
    property = {HealthCheck.NAME + "=pager", HealthCheck.TAGS + "=lamplighter"})
@Designate(ocd = IntakeCallConfig.class)
public final class PagingRounds implements HealthCheck {
  private static final Logger LOG = LoggerFactory.getLogger(PagingRounds.class);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final Neighbours neighbours;
  private final Rounds rounds;
  private volatile @Nullable String trouble;

  @Activate
  public PagingRounds(BundleContext context, IntakeCallConfig config) {
    PageTexts pages = PageTexts.of(context);
    neighbours = new Neighbours(context);
    Paging paging =
        new Paging(
            neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=call)").service(),
            neighbours.of(Carrier.class, "(" + Carrier.CHANNEL + "=sms)").service(),
            pages,
            config.dutyPhones(),
            Locale.forLanguageTag(config.dutyLanguage()));
    rounds =
        Rounds.start(
            "lamplighter-call-pager",
            () -> {
              int seen = paging.round();
              trouble = null;
              return seen;
            },
            e -> {
              LOG.warn("Duty officers are paged in a moment: {}", e.toString());
              trouble = e.toString();
            });
  }

  @Override
  public Result execute() {
    String now = trouble;
    return now == null
        ? new Result(Result.Status.OK, "all duty officers are paged")
        : new Result(Result.Status.WARN, "duty officers are not paged: " + now);
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
    neighbours.close();
  }
}
