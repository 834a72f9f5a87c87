package io.lamplighter.intake.social;

import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.data.DataFolder;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way out to the bridges, and the thread that posts. */
@Component(
    service = {Carrier.class, MetricSource.class},
    configurationPid = IntakeSocialConfig.PID,
    immediate = true,
    property = Carrier.CHANNEL + "=social")
public final class SocialCarrier implements Carrier, MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(SocialCarrier.class);
  private static final Duration STOP = Duration.ofSeconds(15);

  private final Neighbours neighbours;
  private final Callbacks callbacks;
  private final Rounds rounds;

  @Activate
  public SocialCarrier(BundleContext context, IntakeSocialConfig config) {
    neighbours = new Neighbours(context);
    UnitOfWork work =
        neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=social)").service();
    InstantSource clock = neighbours.clock();
    callbacks =
        new Callbacks(
            work,
            neighbours.of(Journal.class).service(),
            clock,
            neighbours.house(),
            DataFolder.of(context).own("social"),
            Duration.ofHours(config.patienceHours()));
    rounds =
        Rounds.start(
            "lamplighter-social",
            callbacks::round,
            e -> LOG.warn("Answers wait a moment: {}", e.toString()));
    callbacks.onNews(rounds::wake);
  }

  @Override
  public Outcome carry(Notice notice) {
    return callbacks.carry(notice);
  }

  @Override
  public List<Metric> metrics() {
    return callbacks.metrics();
  }

  /** Returns when the answer in hand is posted. */
  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
    neighbours.close();
  }
}
