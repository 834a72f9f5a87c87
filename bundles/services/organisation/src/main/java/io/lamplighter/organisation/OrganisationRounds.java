package io.lamplighter.organisation;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.kit.rounds.Rounds;
import io.lamplighter.organisation.Roster.Hole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that takes into memory what another node has brought in, lets handovers lapse, and
 * looks for holes in rosters; says to operators where there are some.
 */
@Component(
    service = {HealthCheck.class, MetricSource.class},
    immediate = true,
    configurationPid = OrganisationConfig.PID,
    property = {HealthCheck.NAME + "=rosters", HealthCheck.TAGS + "=lamplighter"})
public final class OrganisationRounds implements HealthCheck, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(OrganisationRounds.class);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);
  private static final int SHOWN = 5;

  private final Keeper keeper;
  private final Handovers handovers;
  private final Gaps gaps;
  private final Rounds rounds;
  private @Nullable Instant looked;

  @Activate
  public OrganisationRounds(
      @Reference Keeper keeper, @Reference HandoverDesk desk, OrganisationConfig config) {
    this.keeper = keeper;
    handovers = desk.handovers();
    gaps =
        new Gaps(
            keeper.work(),
            keeper.journal(),
            keeper.clock(),
            keeper::zone,
            Duration.ofDays(config.gapDays()));
    rounds =
        Rounds.start(
            "lamplighter-organisation",
            this::round,
            Rounds.patient(LOG, "The organisation waits a moment"));
    handovers.agenda().onNews(rounds::wake);
  }

  private int round() {
    boolean news = keeper.refresh();
    Instant now = keeper.now();
    if (news || looked == null || !now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      gaps.look(keeper.rosters().all(), keeper.editions().at(now));
      looked = now;
    }
    return handovers.lapse();
  }

  @Override
  public Result execute() {
    Map<String, List<Hole>> found = gaps.found();
    if (found.isEmpty()) {
      return new Result(Result.Status.OK, held() + "no roster has a hole soon");
    }
    List<String> some = new ArrayList<>();
    found.forEach(
        (unit, holes) -> {
          if (some.size() < SHOWN) {
            some.add(unit + " from " + keeper.text(holes.get(0).from()));
          }
        });
    return new Result(
        Result.Status.WARN,
        held()
            + "nobody will be on duty for "
            + found.size()
            + " units: "
            + String.join("; ", some));
  }

  /** Which version this node has: another one than the next node's is seen. */
  private String held() {
    return "units of version " + keeper.editions().newest().version() + "; ";
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(handovers.agenda().metrics());
    metrics.add(
        new Metric(
            "lamp_roster_gaps",
            "Units for which nobody will be on duty soon",
            Type.GAUGE,
            Map.of(),
            gaps.found().size()));
    return metrics;
  }

  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
