package io.lamplighter.intake.social;

import io.lamplighter.api.Rounds;
import io.lamplighter.api.journal.Journal;
import io.lamplighter.api.notice.Carrier;
import io.lamplighter.api.notice.Notice;
import io.lamplighter.api.store.Retention;
import io.lamplighter.api.store.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way out to the bridges, and the thread that posts. */
@Component(
    service = Carrier.class,
    configurationPid = IntakeSocialConfig.PID,
    immediate = true,
    property = Carrier.CHANNEL + "=social")
public final class SocialCarrier implements Carrier {
  private static final Logger LOG = LoggerFactory.getLogger(SocialCarrier.class);
  private static final Duration STOP = Duration.ofSeconds(15);
  static final List<Retention.Rule> KEPT =
      List.of(
          new Retention.Rule("social.conversation", "since", "true"),
          new Retention.Rule("social.outgoing", "made_at", "state <> 'waiting'"));

  private final Callbacks callbacks;
  private final Rounds rounds;

  @Activate
  public SocialCarrier(
      @Reference(target = "(" + UnitOfWork.SCHEMA + "=social)") UnitOfWork work,
      @Reference Journal journal,
      @Reference InstantSource clock,
      IntakeSocialConfig config) {
    callbacks =
        new Callbacks(
            work,
            journal,
            clock,
            IntakeSocialConfig.FOLDER,
            Duration.ofHours(config.patienceHours()));
    Retention retention = new Retention(work, clock, config.keepDays(), KEPT);
    rounds =
        Rounds.start(
            "lamplighter-social",
            () -> callbacks.round() + retention.round(),
            e -> LOG.warn("Answers wait a moment: {}", e.toString()));
  }

  @Override
  public Outcome carry(Notice notice) {
    return callbacks.carry(notice);
  }

  /** Returns when the answer in hand is posted. */
  @Deactivate
  void stop() throws InterruptedException {
    rounds.stop(STOP);
  }
}
