package io.lamplighter.notices;

import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.health.MetricSource;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import io.lamplighter.kit.neighbour.Neighbours;
import io.lamplighter.kit.rounds.Rounds;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that gives out notices, with whatever carriers there are. */
@Component(service = MetricSource.class, configurationPid = NoticesConfig.PID, immediate = true)
@Designate(ocd = NoticesConfig.class)
public final class Notices implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Neighbours neighbours;
  private final Dispatch dispatch;
  private final Rounds rounds;

  @Activate
  public Notices(BundleContext context, @Reference Reach reach, NoticesConfig config) {
    neighbours = new Neighbours(context);
    dispatch =
        new Dispatch(
            neighbours.of(UnitOfWork.class, "(" + UnitOfWork.SCHEMA + "=notices)").service(),
            neighbours.of(Journal.class).service(),
            neighbours.of(Desk.class).service(),
            reach,
            neighbours.clock(),
            new Dispatch.Rules(
                new QuietHours(
                    LocalTime.parse(config.quietFrom()),
                    LocalTime.parse(config.quietTo()),
                    neighbours.house()::zone),
                Duration.ofMinutes(config.repeatMinutes()),
                Duration.ofHours(config.staleHours()),
                new TextBudget(
                    config.textsPerPhone(), config.textsPerPlace(), config.textsPerDay()),
                address(config.publicAddress())));
    rounds =
        Rounds.start(
            "lamplighter-notices",
            dispatch::round,
            e -> LOG.warn("Notices wait a moment: {}", e.toString()));
  }

  /**
   * @throws IllegalArgumentException when it is no https address, nor one of this machine
   */
  static String address(String written) {
    String address = written.strip();
    if (!address.isEmpty()
        && !address.matches(
            "(https://[A-Za-z0-9.:-]+|http://(localhost|127\\.0\\.0\\.1)(:[0-9]+)?)/?")) {
      throw new IllegalArgumentException("publicAddress: no https address: " + written);
    }
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  @Override
  public List<Metric> metrics() {
    return dispatch.metrics();
  }

  /** Returns when the notices in hand are given. */
  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
    neighbours.close();
  }
}
