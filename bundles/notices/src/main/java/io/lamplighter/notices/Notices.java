package io.lamplighter.notices;

import io.lamplighter.api.Rounds;
import io.lamplighter.api.desk.Desk;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that gives out notices, with whatever carriers there are. */
@Component(
    service = {},
    configurationPid = NoticesConfig.PID,
    immediate = true)
@Designate(ocd = NoticesConfig.class)
public final class Notices {
  private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Rounds rounds;

  @Activate
  public Notices(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=notices)") UnitOfWork work,
      @Reference Journal journal,
      @Reference Desk desk,
      @Reference Reach reach,
      @Reference InstantSource clock,
      NoticesConfig config) {
    Dispatch dispatch =
        new Dispatch(
            work,
            journal,
            desk,
            reach,
            clock,
            new Dispatch.Rules(
                !config.context().equals("PRODUCTION"),
                new QuietHours(
                    LocalTime.parse(config.quietFrom()),
                    LocalTime.parse(config.quietTo()),
                    ZoneId.of(config.zone())),
                Duration.ofMinutes(config.repeatMinutes()),
                Duration.ofHours(config.staleHours())));
    rounds =
        Rounds.start(
            "lamplighter-notices",
            dispatch::round,
            e -> LOG.warn("Notices wait a moment: {}", e.toString()));
  }

  /** Returns when the notices in hand are given. */
  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
