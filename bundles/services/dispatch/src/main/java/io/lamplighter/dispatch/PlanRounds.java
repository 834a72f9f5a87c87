package io.lamplighter.dispatch;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that plans stations' days by itself; several nodes share them. */
@Component(service = MetricSource.class, immediate = true)
public final class PlanRounds implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(PlanRounds.class);
  private static final Duration STOP = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  private final WorkDesk desk;
  private final PlanDues dues;
  private final DayPlanner days;
  private final Rounds rounds;
  private @Nullable Instant looked;

  @Activate
  public PlanRounds(BundleContext context, @Reference WorkDesk desk) {
    this.desk = desk;
    PlanTimes times = PlanTimes.load(DataFolder.of(context).own("dispatch"));
    dues = new PlanDues(desk.tools(), times);
    days = new DayPlanner(desk.tools(), desk.planner(), dues);
    rounds =
        Rounds.start("lamplighter-plans", this::round, Rounds.patient(LOG, "Plans wait a moment"));
    dues.agenda().onNews(rounds::wake);
  }

  private int round() {
    Instant now = desk.tools().now();
    if (looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      looked = now;
      dues.look();
    }
    return days.round();
  }

  @Override
  public List<Metric> metrics() {
    return dues.agenda().metrics();
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
